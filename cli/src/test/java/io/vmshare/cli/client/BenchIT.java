package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The harness that measures share beside other servers works; what it measures here means nothing. */
@Tag("client")
@Timeout(300)
class BenchIT {

    private static final Path JAR = Path.of(System.getProperty("share.jar"));
    private static final Path BENCH = JAR.resolve("../../../bench").normalize();

    @TempDir
    private Path directory;

    @BeforeEach
    void requireClients() {
        Command.require("python3", "wrk", "curl", "strace", "nginx");
    }

    @Test
    void ownTests_succeed() throws IOException, InterruptedException {
        Command run = Command.run(
                directory,
                Duration.ofSeconds(30),
                "python3",
                "-B",
                "-m",
                "unittest",
                "discover",
                "-s",
                BENCH.toString());

        assertThat(run.succeeded().err()).contains("Ran ").doesNotContain("Ran 0 tests");
    }

    @Test
    void smoke_shareAndNginx_everyWorkloadHasPossibleFigures() throws IOException, InterruptedException {
        Path home = Path.of(ShareProgram.java()).toRealPath().getParent().getParent();
        Command run = Command.run(
                directory,
                Duration.ofSeconds(270),
                "python3",
                "-B",
                BENCH.resolve("bench.py").toString(),
                "--smoke",
                "--servers=nginx,share-[0-9]*",
                "--java=" + home,
                "--jar=" + JAR,
                "--data=" + directory.resolve("data"),
                "--out=" + directory.resolve("figures"));

        assertThat(run.out()).contains("smoke: well");
        run.succeeded();
        assertThat(Files.readString(directory.resolve("figures.md")))
                .contains("bench/bench.py --smoke", "## Held", "| nginx |", "- share.jar: ")
                .doesNotContain(directory.toString(), home.toString());
    }
}
