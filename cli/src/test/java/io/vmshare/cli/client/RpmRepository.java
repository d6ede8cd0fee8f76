package io.vmshare.cli.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A repository of one package, {@code noise}, made with rpmbuild and createrepo_c; nothing of this system's own dnf and
 * rpm is read.
 *
 * @param directory a directory of the test's own, for what is needed to build and to install
 * @param content the file that the package installs as {@code /opt/noise/content}
 */
record RpmRepository(Path directory, Path content) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String SPEC = """
            Name: noise
            Version: 1.0
            Release: 1
            Summary: A file of noise
            License: None
            BuildArch: noarch
            %description
            A file of noise.
            %install
            mkdir -p %{buildroot}/opt/noise
            cp %{content} %{buildroot}/opt/noise/content
            %files
            /opt/noise/content
            """;

    static void require() {
        Command.require("rpmbuild", "createrepo_c", "dnf");
        Command.requireRoot("dnf installs");
    }

    /**
     * Builds the package, and writes it and the metadata.
     *
     * @param tree where {@code repodata} goes
     * @param packages where the package goes, within the tree or the tree itself
     */
    static RpmRepository make(Path directory, Path tree, Path packages) throws IOException, InterruptedException {
        Path content = directory.resolve("content");
        Trees.writeNoise(content, Trees.MIB + 7, 3);
        Files.writeString(directory.resolve("noise.spec"), SPEC);
        RpmRepository repository = new RpmRepository(directory, content);
        repository.run(
                "rpmbuild",
                "-bb",
                "--define",
                "_topdir " + directory.resolve("build"),
                "--define",
                "_dbpath " + directory.resolve("build/db"),
                "--define",
                "_rpmdir " + packages,
                "--define",
                "content " + content,
                "noise.spec");
        repository.run("createrepo_c", "--zck", tree.toString());
        return repository;
    }

    /** Installs the package from {@code url} alone; returns the root, which also holds caches, logs and databases. */
    Path install(URI url) throws IOException, InterruptedException {
        Path configuration = Files.writeString(directory.resolve("dnf.conf"), "[main]\n");
        Path root = Files.createDirectory(directory.resolve("root"));
        run(
                "dnf",
                "--config=" + configuration,
                "--installroot=" + root,
                "--releasever=1",
                "--setopt=reposdir=/dev/null",
                "--noplugins",
                "--disablerepo=*",
                "--repofrompath=ours," + url,
                "--enablerepo=ours",
                "--nogpgcheck",
                "--assumeyes",
                "install",
                "noise");
        return root;
    }

    private void run(String... words) throws IOException, InterruptedException {
        Command.run(directory, LIMIT, words).succeeded();
    }
}
