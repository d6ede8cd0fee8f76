package io.vmshare.cli.jvm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of archives: the new one is put in its place whole or not at all, and those nobody needs are removed. */
final class ArchiveFiles {

    /** How directories begin that hold what is not finished. */
    static final String TEMPORARY = "tmp-";

    /** So many archives stay, of all jars and Javas; each has up to 30 MB. */
    private static final int KEPT = 6;

    private final ArchivePlace place;

    ArchiveFiles(ArchivePlace place) {
        this.place = place;
    }

    /** Puts a finished archive in its place. */
    void publish(Path archive) throws IOException {
        Files.setPosixFilePermissions(archive, EnumSet.copyOf(ArchivePlace.FILE));
        Files.setLastModifiedTime(archive, FileTime.fromMillis(System.currentTimeMillis()));
        try (FileChannel written = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Path target = place.file(Files.size(archive));
        Files.move(archive, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(place.directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        for (Path file : list(place.directory())) {
            String name = String.valueOf(file.getFileName());
            boolean superseded = ArchivePlace.isArchive(file) || name.endsWith(ArchivePlace.ATTEMPT);
            if (superseded && name.startsWith(place.nameOfJar() + ".") && !file.equals(target)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes what a killed process left; nobody else is at work while the caller holds the lock. */
    void removeLeftovers() throws IOException {
        for (Path file : list(place.directory())) {
            if (String.valueOf(file.getFileName()).startsWith(TEMPORARY)) {
                remove(file);
            }
        }
    }

    /** Removes the oldest archives, and those directories that are empty then. */
    void removeOld() throws IOException {
        Optional<Path> all = place.all();
        if (all.isEmpty()) {
            return;
        }
        List<Path> archives = new ArrayList<>();
        List<Path> directories = list(all.get());
        for (Path directory : directories) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                list(directory).stream().filter(ArchivePlace::isArchive).forEach(archives::add);
            }
        }
        archives.sort(Comparator.comparing(ArchiveFiles::written).reversed());
        for (Path old : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
            Files.deleteIfExists(old);
            Path directory = old.getParent();
            if (directory != null && list(directory).stream().noneMatch(ArchivePlace::isArchive)) {
                remove(directory);
            }
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // somebody else removed it
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(files::add);
        }
        return files;
    }

    /** Removes a directory and what is in it; follows no link. */
    static void remove(Path directory) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(directory)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
