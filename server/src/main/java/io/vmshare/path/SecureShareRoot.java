package io.vmshare.path;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
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

    private final class SecureDirectory extends FencedDirectory {

        private final SecureDirectoryStream<Path> directory;

        SecureDirectory(Path at, Path base, SecureDirectoryStream<Path> directory) {
            super(SecureShareRoot.this, at, base);
            this.directory = directory;
        }

        @Override
        public NameList names(LongConsumer room) throws IOException {
            NameList names = new NameList(room);
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
        BasicFileAttributes attributes(Path step) throws IOException {
            return SecureWalk.attributes(directory, step);
        }

        @Override
        BasicFileAttributes allAttributes(Path step) throws IOException {
            return SecureWalk.allAttributes(directory, step);
        }

        @Override
        BasicFileAttributes ownAttributes() throws IOException {
            return SecureWalk.allAttributes(directory);
        }

        /** By the way that would open it, so that not even the size of anything outside can be seen. */
        @Override
        @Nullable
        BasicFileAttributes attributesBehind(Path real) throws IOException {
            Path relative = base.relativize(real);
            try (SecureWalk walk = new SecureWalk(base)) {
                if (relative.toString().isEmpty()) {
                    return walk.attributes();
                }
                return walk.enterParentOf(relative) ? walk.attributes(relative.getFileName()) : null;
            }
        }

        @Override
        @Nullable
        BasicFileAttributes allAttributesBehind(Path real) throws IOException {
            Path relative = base.relativize(real);
            try (SecureWalk walk = new SecureWalk(base)) {
                return walk.enterParentOf(relative) ? walk.allAttributes(relative) : null;
            }
        }

        @Override
        public void release() throws IOException {
            directory.close();
        }
    }
}
