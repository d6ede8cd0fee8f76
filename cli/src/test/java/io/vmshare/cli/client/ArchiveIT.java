package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others make of our archives. */
@Tag("client")
@Timeout(120)
class ArchiveIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** libarchive composes it, so that it becomes another name that is there. */
    private static final String DECOMPOSED = "e%CC%81.txt";

    /** What every reader of zips on Linux can make a file of. */
    private static final List<String> NAMES = List.of(
            "plain.txt",
            "with%20space.txt",
            "%20leading",
            "percent%2520.txt",
            "%23%3F%26%3B%2B.txt",
            "quotes%22%27.txt",
            "%3Cb%3Ebold.txt",
            "%C3%A9.txt",
            DECOMPOSED,
            "%F0%9F%92%BE.img",
            "-dash",
            ".dotfile",
            "a%3Ab",
            "n".repeat(251) + ".txt",
            "packed.gz");

    /** What only tar can hold as it is. */
    private static final List<String> NAMES_OF_BYTES =
            List.of("new%0Aline", "back%5Cslash", "..%5Cup", "%FF%FE.bin", "%C3.txt", "tab%09", "escape%1B%5B31m");

    private static Path source;
    private static ShareProgram share;

    @TempDir
    private Path target;

    @BeforeAll
    static void shareTrees() throws IOException, InterruptedException {
        source = Files.createTempDirectory("archives");
        Path plain = Files.createDirectory(source.resolve("plain"));
        fill(plain, NAMES);
        Path bytes = Files.createDirectory(source.resolve("bytes"));
        fill(bytes, NAMES);
        fill(bytes.resolve("directory"), NAMES_OF_BYTES);
        Path composed = Files.createDirectory(source.resolve("composed"));
        fill(composed, NAMES.stream().filter(name -> !name.equals(DECOMPOSED)).toList());
        Path composedBytes = Files.createDirectory(source.resolve("composed-bytes"));
        fill(
                composedBytes,
                NAMES.stream().filter(name -> !name.equals(DECOMPOSED)).toList());
        fill(composedBytes.resolve("directory"), NAMES_OF_BYTES);
        Path packed = Files.createDirectory(source.resolve("packed"));
        Trees.writeNoise(packed.resolve("a.xz"), 3 * Trees.MIB + 1, 1);
        Trees.writeNoise(packed.resolve("b.iso"), 5 * Trees.MIB + 2, 2);
        share = ShareProgram.of(source);
    }

    private static void fill(Path directory, List<String> names) throws IOException {
        for (String name : names) {
            Path file = HostileTree.resolve(directory, "/" + name);
            Files.writeString(file, ("content of " + name + "\n").repeat(name.length() * 50));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:06Z")));
        }
        Path inner = Files.createDirectory(directory.resolve("directory"));
        Files.createDirectory(directory.resolve("empty"));
        Files.writeString(inner.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(inner.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path deep = inner;
        for (int i = 0; i < 30; i++) {
            deep = Files.createDirectory(deep.resolve("a deep directory " + i));
        }
        Files.writeString(deep.resolve("bottom"), "bottom");
        Files.createSymbolicLink(directory.resolve("link-to-directory"), Path.of("directory"));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        try (ShareProgram ending = share) {
            assertThat(ending).isNotNull();
        } finally {
            HostileTree.delete(source);
        }
    }

    private Path fetch(String path) throws IOException, InterruptedException {
        Command.require("curl");
        Path file = target.resolve("archive");
        Command.run(target, LIMIT, "curl", "-sSf", "-o", file.toString(), share.url(path))
                .succeeded();
        return file;
    }

    private Path extracted() throws IOException {
        return Files.createDirectory(target.resolve("extracted"));
    }

    private static Path same(String name, Path target) throws IOException, InterruptedException {
        Trees.assertSame(source.resolve(name), target.resolve(name));
        Path script = target.resolve(name).resolve("directory/run.sh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-xr-x");
        return target.resolve(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz"})
    void gnuTar_anyNames_extractsTheTree(String format) throws IOException, InterruptedException {
        Command.require("tar");
        Path archive = fetch("bytes/?archive=" + format);

        Command.run(extracted(), LIMIT, "tar", "-xpf", archive.toString()).succeeded();

        Path tree = same("bytes", target.resolve("extracted"));
        assertThat(Files.getLastModifiedTime(tree.resolve("plain.txt")).toInstant())
                .isEqualTo("2026-01-02T03:04:06Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz"})
    void bsdtar_anyNames_extractsTheTree(String format) throws IOException, InterruptedException {
        Command.require("bsdtar");
        Path archive = fetch("composed-bytes/?archive=" + format);

        Command.run(extracted(), LIMIT, "bsdtar", "-xpf", archive.toString()).succeeded();

        same("composed-bytes", target.resolve("extracted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz"})
    void python_anyNames_extractsTheTree(String format) throws IOException, InterruptedException {
        Command.require("python3");
        Path archive = fetch("bytes/?archive=" + format);

        Command.run(extracted(), LIMIT, "python3", "-m", "tarfile", "-e", archive.toString(), ".")
                .succeeded();

        same("bytes", target.resolve("extracted"));
    }

    /** Zeros follow the end of a tar, and whoever reads it must not leave its writer in the lurch. */
    @ParameterizedTest
    @ValueSource(strings = {"tar", "bsdtar", "busybox tar"})
    void pipe_wholeTar_isReadToItsEnd(String reader) throws IOException, InterruptedException {
        Command.require(reader.split(" ", -1)[0], "sh", "curl");
        String script = "{ curl -sSf \"$0\"; echo $? > ../curl; } | " + reader + " xf -";

        Command.run(extracted(), LIMIT, "sh", "-c", script, share.url("packed/?archive=tar"))
                .succeeded();

        Trees.assertSame(source.resolve("packed"), target.resolve("extracted/packed"));
        assertThat(target.resolve("curl")).hasContent("0");
    }

    @Test
    void unzip_tree_testsAndExtractsIt() throws IOException, InterruptedException {
        Command.require("unzip");
        Path archive = fetch("plain/?archive=zip");

        Command test = Command.run(target, LIMIT, "unzip", "-tq", archive.toString());
        assertThat(test.out()).startsWith("No errors detected");
        Command.run(extracted(), LIMIT, "unzip", "-q", archive.toString()).succeeded();

        Path tree = same("plain", target.resolve("extracted"));
        assertThat(Files.getLastModifiedTime(tree.resolve("plain.txt")).toInstant())
                .isEqualTo("2026-01-02T03:04:06Z");
    }

    @Test
    void sevenZip_tree_testsAndExtractsIt() throws IOException, InterruptedException {
        Command.require("7z");
        Path archive = fetch("plain/?archive=zip");

        Command test = Command.run(target, LIMIT, "7z", "t", archive.toString()).succeeded();
        assertThat(test.out()).contains("Everything is Ok").doesNotContain("Warning");
        Command.run(extracted(), LIMIT, "7z", "x", "-bd", archive.toString()).succeeded();

        same("plain", target.resolve("extracted"));
    }

    @Test
    void bsdtar_zip_extractsTheTreeAlsoFromAPipe() throws IOException, InterruptedException {
        Command.require("bsdtar", "sh");
        Path archive = fetch("composed/?archive=zip");

        Command.run(extracted(), LIMIT, "bsdtar", "-xpf", archive.toString()).succeeded();
        same("composed", target.resolve("extracted"));

        for (String path : new String[] {"composed/?archive=zip", "packed/?archive=zip"}) {
            Path piped = Files.createDirectory(target.resolve("piped-" + path.charAt(1)));
            Path from = fetch(path);
            Command.run(piped, LIMIT, "sh", "-c", "cat \"$0\" | bsdtar -xf -", from.toString())
                    .succeeded();
        }
        Trees.assertSame(source.resolve("packed"), target.resolve("piped-a").resolve("packed"));
    }

    @Test
    void python_zip_findsNoBadFile() throws IOException, InterruptedException {
        Command.require("python3");
        String script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))";
        for (String name : new String[] {"plain", "bytes", "packed"}) {
            Path archive = fetch(name + "/?archive=zip");

            Command run = Command.run(target, LIMIT, "python3", "-c", script, archive.toString())
                    .succeeded();
            assertThat(run.out()).startsWith("None ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed/?archive=tar", "packed/?archive=zip", "?archive=tar&entry=packed"})
    void curl_interrupted_resumes(String path) throws IOException, InterruptedException {
        Path whole = fetch(path);
        Path part = target.resolve("part");
        Command.run(target, LIMIT, "curl", "-sSf", "-r", "0-4000000", "-o", part.toString(), share.url(path))
                .succeeded();
        assertThat(Files.size(part)).isEqualTo(4_000_001);

        Command.run(target, LIMIT, "curl", "-sSf", "-C", "-", "-o", part.toString(), share.url(path))
                .succeeded();

        assertThat(part).hasSameBinaryContentAs(whole);
    }

    @Test
    void wget_contentDisposition_isTheName() throws IOException, InterruptedException {
        Command.require("wget", "unzip");

        Command.run(target, LIMIT, "wget", "-q", "--content-disposition", share.url("packed/?archive=zip"))
                .succeeded();

        Command.run(target, LIMIT, "unzip", "-tq", "packed.zip").succeeded();
    }
}
