package io.vmshare;

import io.vmshare.fixtures.Fifo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What somebody who may write to the tree, or beside it, swaps as fast as they can. Each has a directory of its own; what is
 * in {@code outside} there is never to be served.
 */
enum RaceScenario {
    FILE_FOR_LINK_OUT("/dir/file", "/dir/") {
        @Override
        void swap(Path directory) throws IOException {
            Path file = directory.resolve("root/dir/file");
            linkOver(file, directory.resolve("outside/dir/file"));
            Fifo.replace(file, directory.resolve("spare"));
        }
    },
    DIRECTORY_FOR_LINK_OUT("/dir/file", "/dir/") {
        @Override
        void swap(Path directory) throws IOException {
            swapForLink(directory.resolve("root/dir"), directory.resolve("outside/dir"));
        }
    },
    ANCESTOR_FOR_LINK_OUT("/a/b/c/file", "/a/b/c/", "/a/b/") {
        @Override
        void swap(Path directory) throws IOException {
            swapForLink(directory.resolve("root/a"), directory.resolve("outside/a"));
        }
    },
    /** The way of the link is asked for first, and walked then. */
    DIRECTORY_BEHIND_A_LINK_FOR_LINK_OUT("/link", "/") {
        @Override
        void swap(Path directory) throws IOException {
            swapForLink(directory.resolve("root/dir"), directory.resolve("outside/dir"));
        }
    },
    LINK_INSIDE_FOR_LINK_OUT("/link") {
        @Override
        void swap(Path directory) throws IOException {
            linkOver(directory.resolve("root/link"), Path.of("../outside/dir/file"));
            linkOver(directory.resolve("root/link"), Path.of("dir/file"));
        }
    },
    FILE_FOR_FIFO("/dir/file", "/dir/") {
        @Override
        void swap(Path directory) throws IOException {
            Path file = directory.resolve("root/dir/file");
            Fifo.replace(file, directory.resolve("fifo"));
            Fifo.replace(file, directory.resolve("spare"));
        }
    },
    ROOT_FOR_LINK_OUT("/dir/file", "/dir/", "/link") {
        @Override
        void swap(Path directory) throws IOException {
            swapForLink(directory.resolve("root"), directory.resolve("outside"));
        }
    },
    ROOT_THAT_IS_A_LINK("/dir/file", "/dir/", "/link", "/out") {
        @Override
        Path shared(Path directory) throws IOException {
            return Files.createSymbolicLink(directory.resolve("current"), Path.of("root"));
        }

        @Override
        void swap(Path directory) throws IOException {
            linkOver(directory.resolve("current"), Path.of("second"));
            linkOver(directory.resolve("current"), Path.of("root"));
        }
    },
    FILE_AS_ROOT_FOR_LINK_OUT("/file") {
        @Override
        Path shared(Path directory) {
            return directory.resolve("root/dir/file");
        }

        @Override
        void swap(Path directory) throws IOException {
            FILE_FOR_LINK_OUT.swap(directory);
        }
    };

    private final List<String> targets;

    RaceScenario(String... targets) {
        this.targets = List.of(targets);
    }

    /** Returns what readers ask for. */
    List<String> targets() {
        return targets;
    }

    /** Returns what is shared. */
    Path shared(Path directory) throws IOException {
        return directory.resolve("root");
    }

    /** Swaps something and swaps it back. */
    abstract void swap(Path directory) throws IOException;

    /**
     * Makes the tree in {@code directory}.
     *
     * @param inside the content of the files that may be served
     * @param outside the content of those that may not; it is in a name beside each of them, too
     */
    void fill(Path directory, String inside, String outside) throws IOException, InterruptedException {
        for (String tree : List.of("root", "second", "outside")) {
            for (String in : List.of("dir", "a/b/c")) {
                Path files = Files.createDirectories(directory.resolve(tree).resolve(in));
                Files.writeString(files.resolve("file"), tree.equals("outside") ? outside : inside);
                if (tree.equals("outside")) {
                    Files.writeString(files.resolve(outside), outside);
                }
            }
            Files.createSymbolicLink(directory.resolve(tree).resolve("link"), Path.of("dir/file"));
        }
        Files.createSymbolicLink(directory.resolve("root/out"), Path.of("../second/dir/file"));
        Files.createSymbolicLink(directory.resolve("second/out"), Path.of("../outside/dir/file"));
        Files.writeString(directory.resolve("spare"), inside);
        Fifo.create(directory.resolve("fifo"));
    }

    private static void linkOver(Path file, Path target) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.createSymbolicLink(next, target);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void swapForLink(Path path, Path target) throws IOException {
        Path kept = path.resolveSibling(path.getFileName() + ".kept");
        Files.move(path, kept, StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(path, target);
        Files.delete(path);
        Files.move(kept, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
