package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** apt updates and downloads from a shared flat repository; nothing of this system's own apt is read or written. */
@Tag("client")
@Timeout(90)
class AptIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String DEB = "noise_1.0_all.deb";
    private static final long FETCHED = 1_000_000;

    @TempDir
    private Path directory;

    private Path repository;
    private Path deb;
    private Path archives;

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        Command.require("apt-get");
        DebianPackages.require();
        repository = Files.createDirectory(directory.resolve("repository"));
        new DebianPackages(repository).build(DEB, "noise", "", 3 * Trees.MIB + 7, 4);
        new DebianPackages(repository).index(".", ".", ".");
        deb = repository.resolve(DEB);
        // Old enough for its date to be a strong validator (RFC 9110 §8.8.2.2).
        Files.setLastModifiedTime(deb, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        archives = directory.resolve("apt/cache/archives");
        Files.createDirectories(archives.resolve("partial"));
        Files.createDirectories(directory.resolve("apt/state/lists/partial"));
        Files.createFile(directory.resolve("apt/status"));
    }

    @Test
    void apt_updatesAndDownloads_thePackage() throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(repository)) {
            Command first = apt(share, "update");
            Command again = apt(share, "update");
            apt(share, "download", "noise");

            assertThat(first.out()).contains("Get:").doesNotContain("Hit:");
            assertThat(again.out()).contains("Hit:").doesNotContain("Get:");
            assertThat(directory.resolve(DEB)).hasSameBinaryContentAs(deb);
            assertThat(share.stop())
                    .extracting(Exchange::summary)
                    .containsSubsequence(
                            "GET /./Release 200",
                            "GET /./Packages.gz 200",
                            "GET /./Release 304",
                            "GET /./" + DEB + " 200");
        }
    }

    @Test
    void apt_interruptedDownload_isResumed() throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(repository)) {
            apt(share, "update");
            Path partial = writePartial(Files.readAllBytes(deb), Files.getLastModifiedTime(deb));

            Command resumed = apt(share, "--download-only", "-o", "Debug::Acquire::http=1", "install", "noise");

            assertThat(partial).doesNotExist();
            assertThat(archives.resolve(DEB)).hasSameBinaryContentAs(deb);
            assertThat(resumed.out() + resumed.err())
                    .contains("Range: bytes=" + FETCHED + "-", "If-Range: Fri, 02 Jan 2026 03:04:05 GMT");
            assertThat(debs(share)).containsExactly(new Exchange("GET", "/./" + DEB, 206, Files.size(deb) - FETCHED));
        }
    }

    @Test
    void apt_interruptedDownloadOfAnotherVersion_startsAnew() throws IOException, InterruptedException {
        try (ShareProgram share = ShareProgram.logging(repository)) {
            apt(share, "update");
            FileTime earlier =
                    FileTime.from(Files.getLastModifiedTime(deb).toInstant().minusSeconds(1));
            writePartial(new byte[(int) FETCHED], earlier);

            Command fetched = apt(share, "--download-only", "-o", "Debug::Acquire::http=1", "install", "noise");

            assertThat(fetched.out() + fetched.err()).contains("If-Range: Fri, 02 Jan 2026 03:04:04 GMT");
            assertThat(archives.resolve(DEB)).hasSameBinaryContentAs(deb);
            // One answer: after a wrong one apt would find that the sums differ, and ask again.
            assertThat(debs(share)).containsExactly(new Exchange("GET", "/./" + DEB, 200, Files.size(deb)));
        }
    }

    private static List<Exchange> debs(ShareProgram share) throws IOException {
        return share.stop().stream()
                .filter(exchange -> exchange.target().endsWith(".deb"))
                .toList();
    }

    /** Leaves the beginning of a file where apt puts what it has fetched so far, with the date that the server gave. */
    private Path writePartial(byte[] content, FileTime modified) throws IOException {
        Path partial = Files.write(archives.resolve("partial").resolve(DEB), content);
        try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
            file.setLength(FETCHED);
        }
        return Files.setLastModifiedTime(partial, modified);
    }

    private Command apt(ShareProgram share, String... words) throws IOException, InterruptedException {
        Path sources =
                Files.writeString(directory.resolve("sources.list"), "deb [trusted=yes] " + share.uri() + " ./\n");
        Path configuration =
                Files.writeString(directory.resolve("apt.conf"), """
                Dir::Etc "%1$s";
                Dir::Etc::main "/dev/null";
                Dir::Etc::parts "/dev/null";
                Dir::Etc::sourcelist "%2$s";
                Dir::Etc::sourceparts "/dev/null";
                Dir::Etc::preferences "/dev/null";
                Dir::Etc::preferencesparts "/dev/null";
                Dir::State "%1$s/state";
                Dir::State::status "%1$s/status";
                Dir::Cache "%1$s/cache";
                Dir::Log "%1$s/log";
                APT::Architecture "amd64";
                APT::Architectures "amd64";
                APT::Sandbox::User "root";
                Acquire::Languages "none";
                Acquire::http::Proxy "DIRECT";
                """.formatted(directory.resolve("apt"), sources));
        List<String> command = new ArrayList<>(List.of("env", "APT_CONFIG=" + configuration, "apt-get", "-q"));
        command.addAll(List.of(words));
        return Command.run(directory, LIMIT, command.toArray(String[]::new)).succeeded();
    }
}
