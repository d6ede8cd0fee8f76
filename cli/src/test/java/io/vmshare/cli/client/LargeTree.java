package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileNames;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A large tree of real files: a copy of part of this system's documents and data, the same again as hard links until
 * there are 20,000, made files of over 100 MB until there is 1 GB, directories that hold an index file, and hostile
 * names.
 */
final class LargeTree {

    static final int MIN_FILES = 20_000;
    static final long MIN_BYTES = 1_000_000_000;

    private static final int REAL_FILES = 10_000;
    private static final long REAL_BYTES = 250 * Trees.MIB;
    private static final long LARGEST_REAL = 8 * Trees.MIB;
    /** wget follows links within pages, so what it brings would depend on which pages this system has. */
    private static final Pattern LINKING = Pattern.compile("(?is).*\\.(html?|shtml|xhtml|css)");

    private static final int LONG_NAME = 200;
    private static final long MADE_BYTES = 120 * Trees.MIB;

    private LargeTree() {}

    /** Makes the tree in an empty directory. */
    static void create(Path root) throws IOException {
        Path real = Files.createDirectory(root.resolve("real"));
        int files = copyReal(real);
        List<Path> originals = Trees.below(real);
        for (int round = 1; files < MIN_FILES; round++) {
            files += link(originals, real, root.resolve("again" + round));
        }
        createIndexFiles(root.resolve("pages"));
        createHostileNames(root.resolve("names"));
        createLargeFiles(root);
    }

    private static int copyReal(Path real) throws IOException {
        RealFiles found = new RealFiles();
        Files.walkFileTree(Path.of("/usr/share"), found);
        Files.walkFileTree(Path.of(System.getProperty("java.home")), found);
        assertThat(found.files).as("real files of this system").hasSizeGreaterThan(1000);
        for (Path file : found.files) {
            Path copy = real.resolve(Path.of("/").relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return found.files.size();
    }

    private static int link(List<Path> originals, Path from, Path to) throws IOException {
        int files = 0;
        Files.createDirectory(to);
        for (Path original : originals) {
            Path again = to.resolve(from.relativize(original));
            if (Files.isDirectory(original)) {
                Files.createDirectory(again);
            } else {
                Files.createLink(again, original);
                files++;
            }
        }
        return files;
    }

    private static void createIndexFiles(Path pages) throws IOException {
        for (String name : List.of("index.html", "index.htm", "INDEX.HTML")) {
            Path page = Files.createDirectories(pages.resolve(name.replace('.', '-')));
            Files.writeString(page.resolve(name), "<p>A page of its own, <a href=\"other.txt\">not a listing</a>\n");
            Files.writeString(page.resolve("other.txt"), "another file beside " + name + "\n");
        }
    }

    private static void createHostileNames(Path names) throws IOException {
        Files.createDirectory(names);
        for (String name : HostileNames.ENCODED) {
            Files.writeString(HostileTree.resolve(names, name), "the file " + name + "\n");
            if (name.length() < LONG_NAME) {
                Path directory = Files.createDirectory(HostileTree.resolve(names, "dir%20" + name));
                Files.writeString(directory.resolve("inside"), "in the directory " + name + "\n");
            }
        }
    }

    private static void createLargeFiles(Path root) throws IOException {
        Path large = Files.createDirectory(root.resolve("large"));
        long bytes = 0;
        for (Path path : Trees.below(root)) {
            bytes += Files.isDirectory(path) ? 0 : Files.size(path);
        }
        for (int number = 1; bytes < MIN_BYTES || number <= 2; number++) {
            Trees.writeNoise(large.resolve("made" + number + ".bin"), MADE_BYTES + number, number);
            bytes += MADE_BYTES;
        }
    }

    /** The first readable regular files of a walk, up to a number and a sum of bytes. */
    private static final class RealFiles extends SimpleFileVisitor<Path> {
        private final List<Path> files = new ArrayList<>();
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (files.size() >= REAL_FILES || bytes >= REAL_BYTES) {
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile()
                    && attributes.size() <= LARGEST_REAL
                    && Files.isReadable(file)
                    && !LINKING.matcher(file.toString()).matches()) {
                files.add(file);
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
