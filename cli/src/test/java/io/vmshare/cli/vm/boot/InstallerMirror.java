package io.vmshare.cli.vm.boot;

import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.Trees;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/**
 * As much of a mirror of Debian as its installer asks for when it loads its own components, which are ours. Nobody signed
 * it.
 *
 * @param mirror the directory of {@code dists} and {@code pool}
 */
record InstallerMirror(Path mirror) {

    static final String SUITE = "bookworm";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String INDEX = "main/debian-installer/binary-amd64/Packages";

    /**
     * Adds a component to the index.
     *
     * @param file where it goes, relative to the mirror
     * @param relations further lines of its control file
     * @param configure what it runs when it is configured, with busybox's shell
     * @param work a directory that it is made in, which is there
     */
    void add(String file, String name, String relations, String configure, Path work)
            throws IOException, InterruptedException {
        RequiredClient.require("dpkg-deb");
        Path tree = Files.createDirectory(work.resolve(name));
        Trees.writeNoise(Files.createDirectories(tree.resolve("usr/share")).resolve(name), 100_000, 1);
        Path control = Files.createDirectory(tree.resolve("DEBIAN"));
        String fields = """
                Package: %s
                Version: 1.0
                Architecture: all
                Maintainer: Nobody <nobody@example.org>
                Section: debian-installer
                Priority: standard
                Description: A component of ours
                %s""".formatted(name, relations);
        Files.writeString(control.resolve("control"), fields);
        Path script = Files.writeString(control.resolve("postinst"), "#!/bin/sh\n" + configure + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path built = mirror.resolve(file);
        Files.createDirectories(built.getParent());
        Command.run(work, LIMIT, "dpkg-deb", "-Zgzip", "--root-owner-group", "-b", tree.toString(), built.toString())
                .succeeded();
        append(
                dist().resolve(INDEX),
                fields + "Filename: " + file + "\nSize: " + Files.size(built) + "\nSHA256: " + Trees.sha256(built)
                        + "\n\n");
    }

    /** Writes what leads to the index, once all components are in it. */
    void finish() throws IOException {
        Path index = dist().resolve(INDEX);
        Path packed = index.resolveSibling("Packages.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(index, out);
        }
        Files.writeString(dist().resolve("Release"), """
                Suite: stable
                Codename: %s
                Version: 12
                Date: Sat, 28 Nov 2026 00:00:00 UTC
                Architectures: amd64
                Components: main
                SHA256:
                """.formatted(SUITE) + sum(index) + sum(packed));
        append(dist().resolve("main/binary-amd64/Release"), """
                Archive: stable
                Component: main
                Architecture: amd64
                """);
    }

    private Path dist() {
        return mirror.resolve("dists").resolve(SUITE);
    }

    private String sum(Path file) throws IOException {
        return " " + Trees.sha256(file) + " " + Files.size(file) + " " + dist().relativize(file) + "\n";
    }

    private static void append(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + text, StandardCharsets.UTF_8);
    }
}
