package io.vmshare.path;

import io.vmshare.image.Images;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Optional;

/** An image that is open, and the tree in it. Closing it does nothing once what was found in it is kept: that closes it. */
final class OpenImage implements AutoCloseable {

    private final LocatedFile image;
    private final FileSystem tree;
    private boolean kept;

    private OpenImage(LocatedFile image, FileSystem tree) {
        this.image = image;
        this.tree = tree;
    }

    /**
     * Takes over {@code image} and opens it, or releases it.
     *
     * @throws io.vmshare.image.ImageFormatException if it is no image, or damaged
     */
    static OpenImage of(LocatedFile image) throws IOException {
        boolean open = false;
        try {
            FileSystem tree = Images.open(image.name().text(), image.channel());
            open = true;
            return new OpenImage(image, tree);
        } finally {
            if (!open) {
                image.release();
            }
        }
    }

    /** Returns the root of what it holds. Its links stay inside: they have no way out of an image. */
    ShareRoot root(boolean hidden) throws IOException {
        return ShareRoot.of(tree.getPath("/"), NamePolicy.of(tree, hidden), false);
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
            release();
        }
    }

    private void release(Located found) throws IOException {
        try {
            found.release();
        } finally {
            release();
        }
    }

    private void release() throws IOException {
        try (image) {
            tree.close();
        }
    }

    private final class Directory extends LocatedDirectory {

        private final LocatedDirectory directory;

        Directory(LocatedDirectory directory) {
            this.directory = directory;
        }

        @Override
        public List<Name> names() throws IOException {
            return directory.names();
        }

        @Override
        public Optional<EntryFacts> facts(Name name) {
            return directory.facts(name);
        }

        @Override
        public void release() throws IOException {
            OpenImage.this.release(directory);
        }
    }
}
