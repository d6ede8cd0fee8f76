package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** dnf installs from a shared rpm repository into a directory; nothing of this system's own dnf and rpm is read. */
@Tag("client")
@Timeout(90)
class RpmIT {

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

    @TempDir
    private Path directory;

    private Path content;
    private Path repository;

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        Command.require("rpmbuild", "createrepo_c", "dnf");
        Command.requireRoot("dnf installs");
        content = directory.resolve("content");
        Trees.writeNoise(content, Trees.MIB + 7, 3);
        Files.writeString(directory.resolve("noise.spec"), SPEC);
        repository = Files.createDirectory(directory.resolve("repository"));
        run(
                "rpmbuild",
                "-bb",
                "--define",
                "_topdir " + directory.resolve("build"),
                "--define",
                "_dbpath " + directory.resolve("build/db"),
                "--define",
                "_rpmdir " + repository,
                "--define",
                "content " + content,
                "noise.spec");
        run("createrepo_c", "--zck", repository.toString());
    }

    @Test
    void dnf_installs_theFileOfThePackage() throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(repository)) {
            install("noise", share);

            assertThat(directory.resolve("root/opt/noise/content")).hasSameBinaryContentAs(content);
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .contains("GET /repodata/repomd.xml 200", "GET /noarch/noise-1.0-1.noarch.rpm 200");
        }
    }

    @Test
    void zckdl_metadataOfTheRepository_isThatOfTheFile() throws IOException, InterruptedException {
        Command.require("zckdl");
        Path metadata;
        try (Stream<Path> files = Files.list(repository.resolve("repodata"))) {
            metadata = files.filter(file -> file.toString().endsWith("-primary.xml.zck"))
                    .findFirst()
                    .orElseThrow();
        }
        try (ShareProgram share = ShareProgram.of(repository)) {
            run("zckdl", share.url("repodata/" + metadata.getFileName()));

            assertThat(directory.resolve(metadata.getFileName())).hasSameBinaryContentAs(metadata);
        }
    }

    /** Installs from the share alone; caches, logs and databases are in the root that is installed into. */
    private void install(String name, ShareProgram share) throws IOException, InterruptedException {
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
                "--repofrompath=ours," + share.uri(),
                "--enablerepo=ours",
                "--nogpgcheck",
                "--assumeyes",
                "install",
                name);
    }

    private void run(String... words) throws IOException, InterruptedException {
        Command.run(directory, LIMIT, words).succeeded();
    }
}
