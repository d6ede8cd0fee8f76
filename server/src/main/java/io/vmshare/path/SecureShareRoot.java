package io.vmshare.path;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A share root kept by open directories: each step is made from the directory opened before it ({@code openat}) and follows no
 * link. A link is resolved to its real path, which must lie inside, and that path is walked from the root in the same
 * way.
 */
final class SecureShareRoot extends ShareRoot {

    private static final int MAX_TRIES = 3;

    /** So many directories share a way among their files; beyond that some have several. */
    private static final int MAX_WAYS = 1000;

    private final Map<Path, Way> ways = new ConcurrentHashMap<>();

    SecureShareRoot(Path root, NamePolicy policy) throws IOException {
        super(root, policy);
    }

    static boolean isSupported(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            return stream instanceof SecureDirectoryStream;
        }
    }

    @Override
    @Nullable
    Located open(List<Name> names, boolean links) throws IOException {
        Path base = root.real();
        Optional<Path> asked = resolve(base, names);
        if (asked.isEmpty()) {
            return Located.MISSING;
        }
        Path relative = base.relativize(asked.get());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Located found = walk(base, relative, names);
            if (found != null || !links) {
                return found;
            }
            // There is a link on the way: from here on its real path, which has none unless it is swapped right now.
            Path real = realPathOf(asked.get(), base);
            if (!isInside(real, base)) {
                return Located.MISSING;
            }
            relative = base.relativize(real);
        }
        return Located.MISSING;
    }

    private @Nullable Located walk(Path base, Path relative, List<Name> names) throws IOException {
        if (!root.isSameKind(root.attributes())) {
            return Located.MISSING; // to open a FIFO in its place would wait for a writer
        }
        long began = System.nanoTime();
        try (SecureWalk walk = new SecureWalk(base)) {
            if (!walk.enterParentOf(relative)) {
                return null;
            }
            if (!relative.toString().isEmpty()) {
                Path step = relative.getFileName();
                BasicFileAttributes found = walk.attributes(step);
                if (!found.isDirectory() && !found.isSymbolicLink()) {
                    return found.isRegularFile()
                            ? walk.file(
                                    step,
                                    names.get(names.size() - 1),
                                    root.path().resolve(relative),
                                    wayTo(base, relative, began))
                            : Located.FORBIDDEN;
                }
                if (!walk.enter(step)) {
                    return null;
                }
            }
            return new SecureDirectory(walk.at(), base, walk.take());
        }
    }

    /** Returns the way to the directory that {@code relative} lies in, which all files there share; it was walked just now. */
    private Way wayTo(Path base, Path relative, long began) {
        if (ways.size() > MAX_WAYS) {
            ways.clear(); // those who have one keep it
        }
        Path parent = relative.getParent();
        Way way = ways.computeIfAbsent(
                parent == null ? base : base.resolve(parent), at -> new Way(() -> leads(base, relative), began));
        way.walked(began);
        return way;
    }

    private boolean leads(Path base, Path relative) throws IOException {
        if (!root.real().equals(base) || !root.isSameKind(root.attributes())) {
            return false;
        }
        try (SecureWalk walk = new SecureWalk(base)) {
            return walk.enterParentOf(relative);
        }
    }

    private final class SecureDirectory extends LocatedDirectory {

        private final Path at;
        private final Path base;
        private final SecureDirectoryStream<Path> directory;

        SecureDirectory(Path at, Path base, SecureDirectoryStream<Path> directory) {
            this.at = at;
            this.base = base;
            this.directory = directory;
        }

        @Override
        public Object identity() {
            return at; // without a link in it
        }

        @Override
        public NameList names() throws IOException {
            NameList names = new NameList();
            try {
                for (Path entry : directory) {
                    names.append(entry, policy);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            return names;
        }

        @Override
        public Optional<EntryFacts> facts(Name entry) {
            Optional<Path> step = entry.in(at.getFileSystem());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            try {
                BasicFileAttributes attributes = SecureWalk.attributes(directory, step.get());
                return attributes.isSymbolicLink()
                        ? linked(at.resolve(step.get())).map(EntryFacts::asLink)
                        : EntryFacts.of(attributes);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(EntryFacts.UNKNOWN);
            }
        }

        private Optional<EntryFacts> linked(Path link) {
            try {
                Path real = link.toRealPath();
                return isInside(real, base) ? factsOf(base.relativize(real)) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** By the way that would open it, so that not even the size of anything outside can be seen. */
        private Optional<EntryFacts> factsOf(Path relative) throws IOException {
            try (SecureWalk walk = new SecureWalk(base)) {
                if (relative.toString().isEmpty()) {
                    return EntryFacts.of(walk.attributes());
                }
                return walk.enterParentOf(relative)
                        ? EntryFacts.of(walk.attributes(relative.getFileName()))
                        : Optional.empty();
            }
        }

        @Override
        public Optional<MemberFacts> member(Name entry) {
            Optional<Path> step = entry.in(at.getFileSystem());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            Path path = at.resolve(step.get());
            try {
                BasicFileAttributes attributes = SecureWalk.allAttributes(directory, step.get());
                return attributes.isSymbolicLink() ? linkedMember(path) : MemberFacts.of(path, attributes);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(MemberFacts.UNREADABLE);
            }
        }

        private Optional<MemberFacts> linkedMember(Path link) {
            try {
                Path real = link.toRealPath();
                if (!isInside(real, base)) {
                    return Optional.empty();
                }
                Path relative = base.relativize(real);
                try (SecureWalk walk = new SecureWalk(base)) {
                    if (!relative.toString().isEmpty() && !walk.enterParentOf(relative)) {
                        return Optional.empty();
                    }
                    return MemberFacts.of(real, walk.allAttributes(relative))
                            .map(facts -> facts.behind(at.relativize(real)));
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<MemberFacts> own() {
            try {
                return MemberFacts.of(at, SecureWalk.allAttributes(directory));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public void release() throws IOException {
            directory.close();
        }
    }
}
