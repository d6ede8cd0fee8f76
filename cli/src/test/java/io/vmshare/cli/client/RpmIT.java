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

/** dnf installs from a shared rpm repository into a directory. */
@Tag("client")
@Timeout(90)
class RpmIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Path shared;
    private RpmRepository repository;

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        RpmRepository.require();
        shared = Files.createDirectory(directory.resolve("repository"));
        repository = RpmRepository.make(directory, shared, shared);
    }

    @Test
    void dnf_installs_theFileOfThePackage() throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(shared)) {
            Path root = repository.install(share.uri());

            assertThat(root.resolve("opt/noise/content")).hasSameBinaryContentAs(repository.content());
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .contains("GET /repodata/repomd.xml 200", "GET /noarch/noise-1.0-1.noarch.rpm 200");
        }
    }

    @Test
    void zckdl_metadataOfTheRepository_isThatOfTheFile() throws IOException, InterruptedException {
        Command.require("zckdl");
        Path metadata;
        try (Stream<Path> files = Files.list(shared.resolve("repodata"))) {
            metadata = files.filter(file -> file.toString().endsWith("-primary.xml.zck"))
                    .findFirst()
                    .orElseThrow();
        }
        try (ShareProgram share = ShareProgram.of(shared)) {
            Command.run(directory, LIMIT, "zckdl", share.url("repodata/" + metadata.getFileName()))
                    .succeeded();

            assertThat(directory.resolve(metadata.getFileName())).hasSameBinaryContentAs(metadata);
        }
    }
}
