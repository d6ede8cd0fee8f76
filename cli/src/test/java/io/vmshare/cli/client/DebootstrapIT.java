package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * debootstrap resolves, fetches and unpacks from a shared mirror with its own script for Debian. The packages are small
 * ones of ours under names that the script asks for; they are never configured, which needs a real system.
 */
@Tag("client")
@Timeout(90)
class DebootstrapIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Path directory;
    private Path base;
    private Path needed;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("debootstrap");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        HostileTree.delete(directory);
    }

    @Test
    void debootstrap_foreign_fetchesAndUnpacksWhatItNeeds() throws IOException, InterruptedException {
        Command.require("debootstrap", "wget");
        Command.requireRoot("debootstrap");
        DebianPackages.require();

        bootstrapFrom(makeMirror());
    }

    @Test
    void debootstrap_anIsoThatHoldsTheMirror_isTheSame() throws IOException, InterruptedException {
        Command.require("debootstrap", "wget", "xorriso");
        Command.requireRoot("debootstrap");
        DebianPackages.require();
        Path iso = directory.resolve("mirror.iso");
        String[] pack = {
            "xorriso",
            "-as",
            "mkisofs",
            "-quiet",
            "-r",
            "-o",
            iso.toString(),
            makeMirror().toString()
        };
        Command.run(directory, LIMIT, pack).succeeded();

        bootstrapFrom(iso);
    }

    private Path makeMirror() throws IOException, InterruptedException {
        Path mirror = Files.createDirectory(directory.resolve("mirror"));
        DebianPackages packages = new DebianPackages(mirror);
        String required = "Priority: required\n";
        base = packages.build(
                "pool/b/base-files_1.0_all.deb", "base-files", required + "Depends: libnoise\n", Trees.MIB, 1);
        needed = packages.build("pool/l/libnoise_1.0+1_all.deb", "libnoise", "", 1000, 2);
        packages.build("pool/a/apt_1.0_all.deb", "apt", "Priority: important\n", 1000, 3);
        packages.build("pool/o/other_1.0_all.deb", "other", "Priority: optional\n", 1000, 4);
        packages.index("pool", "dists/sid", "main/binary-amd64");
        return mirror;
    }

    private void bootstrapFrom(Path shared) throws IOException, InterruptedException {
        Path target = directory.resolve("target");
        try (ShareProgram share = ShareProgram.logging(directory, shared.toString())) {
            String[] bootstrap = {
                "debootstrap",
                "--foreign",
                "--no-check-gpg",
                "--arch=amd64",
                "--variant=minbase",
                "sid",
                target.toString(),
                share.url("")
            };
            Command.run(directory, LIMIT, bootstrap).succeeded();

            assertThat(target.resolve("usr/share/base-files/content")).hasSameBinaryContentAs(base);
            assertThat(target.resolve("usr/share/libnoise/content")).hasSameBinaryContentAs(needed);
            assertThat(target.resolve("var/cache/apt/archives/apt_1.0_all.deb"))
                    .hasSameBinaryContentAs(directory.resolve("mirror/pool/a/apt_1.0_all.deb"));
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .containsExactlyInAnyOrder(
                            "GET /dists/sid/InRelease 404",
                            "GET /dists/sid/Release 200",
                            "GET /dists/sid/main/binary-amd64/Packages.gz 200",
                            "GET /pool/b/base-files_1.0_all.deb 200",
                            "GET /pool/l/libnoise_1.0+1_all.deb 200",
                            "GET /pool/a/apt_1.0_all.deb 200");
        }
    }
}
