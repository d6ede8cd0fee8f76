package io.vmshare.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Packages and indices of a Debian repository, made with dpkg-deb and apt-ftparchive in a directory of the test's own.
 *
 * @param repository where packages and indices go
 */
record DebianPackages(Path repository) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    static void require() {
        Command.require("dpkg-deb", "apt-ftparchive");
    }

    /**
     * Builds a package that installs one file, {@code /usr/share/NAME/content}, of noise.
     *
     * @param file where it goes, relative to the repository
     * @param fields further lines of the control file
     * @param bytes the length of the installed file
     * @return the installed file as it was packed
     */
    Path build(String file, String name, String fields, long bytes, long seed)
            throws IOException, InterruptedException {
        Path tree = Files.createTempDirectory(repository.getParent(), name);
        Path content =
                Files.createDirectories(tree.resolve("usr/share/" + name)).resolve("content");
        Trees.writeNoise(content, bytes, seed);
        Files.createDirectory(tree.resolve("dev")); // debootstrap makes devices in it
        Files.writeString(
                Files.createDirectory(tree.resolve("DEBIAN")).resolve("control"), """
                Package: %s
                Version: 1.0
                Architecture: all
                Maintainer: Nobody <nobody@example.org>
                Description: A file of noise
                %s""".formatted(name, fields));
        Path built = repository.resolve(file);
        Files.createDirectories(built.getParent());
        run("dpkg-deb", "-Znone", "--root-owner-group", "--build", tree.toString(), built.toString());
        return content;
    }

    /**
     * Writes {@code Packages}, also compressed, of the packages below {@code pool}, and {@code Release} of what lies below {@code dist}.
     *
     * @param pool relative to the repository, as the index will name packages
     * @param index the directory of {@code Packages.gz}, below {@code dist}
     */
    void index(String pool, String dist, String index) throws IOException, InterruptedException {
        Path packages =
                Files.createDirectories(repository.resolve(dist).resolve(index)).resolve("Packages");
        Files.writeString(packages, run("apt-ftparchive", "packages", pool));
        run("gzip", "--keep", packages.toString());
        Path release = repository.resolve(dist).resolve("Release");
        Files.deleteIfExists(release);
        String option = "APT::FTPArchive::Release::";
        Files.writeString(
                release,
                run(
                        "apt-ftparchive",
                        "-o",
                        option + "Suite=sid",
                        "-o",
                        option + "Codename=sid",
                        "-o",
                        option + "Components=main",
                        "-o",
                        option + "Architectures=amd64",
                        "release",
                        dist));
    }

    private String run(String... words) throws IOException, InterruptedException {
        return Command.run(repository, LIMIT, words).succeeded().out();
    }
}
