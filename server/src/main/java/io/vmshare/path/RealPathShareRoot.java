package io.vmshare.path;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A share root kept by real paths: where the file system has no secure directories, where links may lead out, and for a single
 * file as root. The real path is compared again after the open, so that a swap under way is noticed; one that is undone
 * before we look again can only be excluded by open directories.
 */
final class RealPathShareRoot extends ShareRoot {

    private final boolean followSymlinks;

    RealPathShareRoot(Path root, NamePolicy policy, boolean followSymlinks) throws IOException {
        super(root, policy);
        this.followSymlinks = followSymlinks;
    }

    @Override
    Located open(List<Name> names, boolean links) throws IOException {
        Path base = root.real();
        Optional<Path> asked = resolve(base, names);
        if (asked.isEmpty()) {
            return Located.MISSING;
        }
        Path real = realPathOf(asked.get(), base);
        if (!isInside(real, base)) {
            return Located.MISSING;
        }
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class, NO_FOLLOW);
        if (names.isEmpty() && !root.isSameKind(attributes)) {
            return Located.MISSING;
        }
        if (attributes.isDirectory()) {
            return new RealDirectory(real, base);
        }
        if (!attributes.isRegularFile()) {
            return attributes.isSymbolicLink() ? Located.MISSING : Located.FORBIDDEN; // a link came there just now
        }
        Name name = names.isEmpty() ? Name.of(root.path()) : names.get(names.size() - 1);
        Path given = resolve(root.path(), names).orElseThrow();
        return LocatedFile.open(name, new RealLook(given, asked.get(), real, base));
    }

    @Override
    boolean isInside(Path real, Path base) {
        return followSymlinks || super.isInside(real, base);
    }

    /** A real path has no link at its end, unless it is swapped. Other providers may not know the option. */
    private static Set<OpenOption> read(Path real) {
        return real.getFileSystem().equals(FileSystems.getDefault())
                ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.READ);
    }

    private final class RealLook implements LocatedFile.Look {

        private final Path given;
        private final Path asked;
        private final Path base;
        private final Way way = new Way(this::leads, System.nanoTime());
        private volatile Path real;

        RealLook(Path given, Path asked, Path real, Path base) {
            this.given = given;
            this.asked = asked;
            this.real = real;
            this.base = base;
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            try {
                return Files.newByteChannel(real, read(real));
            } catch (IOException e) {
                throw isLink(e) ? replaced(real) : e;
            }
        }

        @Override
        public Stamp stamp() throws IOException {
            real = realPathOf(asked, base);
            // Without this, a file that keeps being swapped would be answered after the last look, wherever it is.
            if (!isInside(real, base) || !Files.isRegularFile(real, NO_FOLLOW)) {
                throw replaced(real);
            }
            return stampLater();
        }

        @Override
        public Stamp stampLater() throws IOException {
            return Stamp.read(real, NO_FOLLOW);
        }

        @Override
        public boolean leadsInside() throws IOException {
            return way.isOpen() && (!root.isLink() || stampLater().equals(Stamp.read(given)));
        }

        private boolean leads() throws IOException {
            return root.real().equals(base)
                    && realPathOf(asked, base).equals(real)
                    && RealPathShareRoot.this.isInside(real, base);
        }
    }

    private final class RealDirectory extends FencedDirectory {

        RealDirectory(Path at, Path base) {
            super(RealPathShareRoot.this, at, base);
        }

        @Override
        public NameList names(LongConsumer room) throws IOException {
            NameList names = new NameList(room);
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(at)) {
                if (!followSymlinks && !at.equals(at.toRealPath())) {
                    throw replaced(at); // a link has come into the way since
                }
                for (Path entry : stream) {
                    names.append(entry, policy);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            if (!isInside(at.toRealPath(), base)) {
                throw replaced(at);
            }
            return names;
        }

        @Override
        BasicFileAttributes attributes(Path step) throws IOException {
            return attributesBehind(at.resolve(step));
        }

        @Override
        BasicFileAttributes allAttributes(Path step) throws IOException {
            return MemberFacts.read(at.resolve(step));
        }

        @Override
        BasicFileAttributes ownAttributes() throws IOException {
            return MemberFacts.read(at);
        }

        @Override
        BasicFileAttributes attributesBehind(Path real) throws IOException {
            return Files.readAttributes(real, BasicFileAttributes.class, NO_FOLLOW);
        }

        @Override
        BasicFileAttributes allAttributesBehind(Path real) throws IOException {
            return MemberFacts.read(real);
        }

        @Override
        public void release() {}
    }
}
