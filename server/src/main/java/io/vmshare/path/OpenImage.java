package io.vmshare.path;

import io.vmshare.image.ImageRoom;
import io.vmshare.image.Images;
import io.vmshare.image.OpenImages;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** An image that is open, and the tree in it. Closing it does nothing once what was found in it is kept: that closes it. */
final class OpenImage implements AutoCloseable {

    private final LocatedFile image;
    private final OpenImages<OpenTree>.Lease lease;
    private boolean kept;

    private OpenImage(LocatedFile image, OpenImages<OpenTree>.Lease lease) {
        this.image = image;
        this.lease = lease;
    }

    /**
     * Takes over {@code image} and opens it, or joins those who read it already.
     *
     * @param identity what is equal for the same image in the same state only
     * @param room what memory it takes
     * @throws io.vmshare.image.ImageRoomException if there is too little of that
     * @throws io.vmshare.image.ImageFormatException if it is no image, or damaged
     */
    static OpenImage of(LocatedFile image, Object identity, OpenImages<OpenTree> trees, ImageRoom room)
            throws IOException {
        // One file may have two names, and be an image of either kind by them.
        Object read = List.of(identity, Images.isZipName(image.name().text()));
        OpenImages<OpenTree>.Lease lease = trees.lease(read, () -> OpenTree.of(image, room));
        if (lease.image().image() != image) {
            image.release(); // what it says of its file is all that is needed of it
        }
        return new OpenImage(image, lease);
    }

    /** Returns the root of what it holds. Its links stay inside: they have no way out of an image. */
    ShareRoot root(boolean hidden) throws IOException {
        FileSystem files = lease.image().files();
        return ShareRoot.of(files.getPath("/"), NamePolicy.of(files, hidden), false);
    }

    /** Returns {@code found}, which was located in it and holds it open from now on, if that is open. */
    Located keep(Located found) {
        kept = found.kind() == Located.Kind.FILE || found.kind() == Located.Kind.DIRECTORY;
        return switch (found.kind()) {
            case FILE -> LocatedFile.inside(image, (LocatedFile) found, () -> release(found));
            case DIRECTORY -> new Directory((LocatedDirectory) found);
            case MISSING, FORBIDDEN -> found;
        };
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            lease.close();
        }
    }

    private void release(Located found) throws IOException {
        try {
            found.release();
        } finally {
            lease.close();
        }
    }

    private final class Directory extends LocatedDirectory {

        private final LocatedDirectory directory;

        Directory(LocatedDirectory directory) {
            this.directory = directory;
        }

        @Override
        public Optional<ImageState> image() {
            return Optional.of(ImageState.of(image));
        }

        @Override
        public NameList names(LongConsumer room) throws IOException {
            return directory.names(room);
        }

        @Override
        public Optional<EntryFacts> facts(Name name) {
            return directory.facts(name);
        }

        @Override
        public Optional<MemberFacts> member(Name name) {
            return directory.member(name);
        }

        @Override
        public Optional<MemberFacts> own() {
            return directory.own();
        }

        @Override
        public void release() throws IOException {
            OpenImage.this.release(directory);
        }
    }
}
