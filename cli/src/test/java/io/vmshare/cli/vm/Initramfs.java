package io.vmshare.cli.vm;

import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * The first file system of one guest: what all guests have, and behind it an archive of what this one gets along.
 *
 * @param directory a directory of the guest's own, where the files are gathered and packed
 */
public record Initramfs(Path directory) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Returns one that starts the guest and has no files of a test yet. */
    public static Initramfs in(Path directory) throws IOException {
        Initramfs initramfs = new Initramfs(directory);
        Files.createDirectories(initramfs.payload());
        copyExecutable(GuestParts.script("init"), initramfs.tree().resolve("init"));
        copyExecutable(GuestParts.script("lease"), initramfs.payload().resolve("lease"));
        return initramfs;
    }

    /** Adds a text as a file in {@code /payload}. */
    public Initramfs file(String name, String text) throws IOException {
        Files.writeString(payload().resolve(name), text);
        return this;
    }

    /** Adds a copy of a file or a tree to {@code /payload}. */
    Initramfs copy(String name, Path source) throws IOException {
        Path target = payload().resolve(name);
        Files.copy(source, target);
        for (Path file : Files.isDirectory(source) ? Trees.below(source) : List.<Path>of()) {
            Files.copy(file, target.resolve(source.relativize(file)));
        }
        return this;
    }

    /** Packs it and returns the file. The kernel unpacks archives that stand one behind another. */
    public Path pack() throws IOException, InterruptedException {
        Path packed = directory.resolve("initramfs");
        Files.copy(GuestParts.initramfs(), packed);
        String pack = "find . | cpio --quiet -o -H newc >>../initramfs";
        Command.run(tree(), LIMIT, "bash", "-o", "pipefail", "-c", pack).succeeded();
        return packed;
    }

    private static void copyExecutable(Path script, Path target) throws IOException {
        Files.copy(script, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path tree() {
        return directory.resolve("tree");
    }

    private Path payload() {
        return tree().resolve("payload");
    }
}
