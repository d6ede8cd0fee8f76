package io.vmshare.cli.jvm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the archive for one jar and one Java belongs. Its file is called {@code NAME.LENGTH.jsa}, or {@code .aot} from
 * Java 25 on, so that the script can tell a torn one.
 *
 * @param directory that of the Java
 * @param name the jar's path as one name, and its build
 */
record ArchivePlace(Path directory, String name) {

    static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");
    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** How the name of a note ends that an archive is being made. */
    static final String ATTEMPT = ".try";

    private static final Pattern FILE_NAME = Pattern.compile("(.+)\\.(\\d+)\\.(jsa|aot)", Pattern.DOTALL);

    /** Returns the place that the script names: a path to which length and kind are appended. */
    static ArchivePlace of(String beginning) {
        Path path = Path.of(beginning);
        Path directory = path.getParent();
        if (directory == null || !path.isAbsolute()) {
            throw new IllegalArgumentException("not an absolute path of a file: " + beginning);
        }
        return new ArchivePlace(directory, String.valueOf(path.getFileName()));
    }

    /** Returns where an archive of {@code length} bytes goes. */
    Path file(long length) {
        return directory.resolve(name + "." + length + "." + kind());
    }

    /** Returns where it is noted that an archive is being made. */
    Path attempt() {
        return directory.resolve(name + ATTEMPT);
    }

    /** Returns whether this Java's archives are AOT caches, which it writes by itself when it ends. */
    static boolean isAot() {
        return Runtime.version().feature() >= 25;
    }

    private static String kind() {
        return isAot() ? "aot" : "jsa";
    }

    /** Returns the directory of all archives; empty if this place is not in one of ours. */
    Optional<Path> all() {
        return Optional.ofNullable(directory.getParent()).filter(parent -> parent.endsWith(Path.of("share", "jvm")));
    }

    /** Returns the name without the build: that of all archives for the same jar and Java. */
    String nameOfJar() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** Returns when the archive was made that the script will take; empty if there is none. */
    Optional<Instant> made() {
        Optional<Instant> newest = Optional.empty();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher parts = FILE_NAME.matcher(String.valueOf(file.getFileName()));
                if (parts.matches()
                        && parts.group(1).equals(name)
                        && parts.group(3).equals(kind())) {
                    Optional<Instant> time = timeOfWhole(file, parts.group(2));
                    if (time.isPresent() && (newest.isEmpty() || time.get().isAfter(newest.get()))) {
                        newest = time;
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return newest;
    }

    private Optional<Instant> timeOfWhole(Path file, String length) throws IOException {
        PosixFileAttributes seen = attributes(file);
        boolean whole = seen.isRegularFile()
                && Long.toString(seen.size()).equals(length)
                && seen.permissions().equals(FILE)
                && seen.owner().equals(Files.getOwner(directory));
        return whole ? Optional.of(seen.lastModifiedTime()).map(FileTime::toInstant) : Optional.empty();
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns whether {@code file} is called as an archive. */
    static boolean isArchive(Path file) {
        return FILE_NAME.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Makes the directories, for their owner alone. The cache directory of another user, as {@code sudo} may leave it, is
     * left alone.
     *
     * @throws IOException if that fails, or they are not ours
     */
    void prepare() throws IOException {
        Path jvm = all().orElseThrow(() -> new IOException("not in a directory of archives: " + directory));
        Path share = parent(jvm);
        Path cache = parent(share);
        Path home = parent(cache); // of the cache directory; a missing one is not made
        Path nearest = Files.exists(cache) ? cache : home;
        int user = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!Files.isDirectory(nearest) || (int) Files.getAttribute(nearest, "unix:uid") != user) {
            throw new IOException("not our directory: " + nearest);
        }
        for (Path made : new Path[] {cache, share, jvm, directory}) {
            if (!Files.isDirectory(made)) {
                Files.createDirectory(made, PosixFilePermissions.asFileAttribute(OURS_ALONE));
            }
        }
        if (!attributes(jvm).permissions().equals(OURS_ALONE)) {
            Files.setPosixFilePermissions(jvm, EnumSet.copyOf(OURS_ALONE));
        }
    }

    private static Path parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException("too short: " + path);
        }
        return parent;
    }
}
