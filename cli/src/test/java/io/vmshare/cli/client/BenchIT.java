package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The harness that measures share beside other servers works; what it measures here means nothing. */
@Tag("client")
@Timeout(180)
class BenchIT {

    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir
    private Path directory;

    @Test
    void smoke_shareAndNginx_everyWorkloadHasPossibleFigures() throws IOException, InterruptedException {
        Command.require("python3", "wrk", "curl", "strace", "nginx");
        Path jar = Path.of(System.getProperty("share.jar"));
        Path bench = jar.getParent().getParent().resolveSibling("bench").resolve("bench.py");

        Command run = Command.run(
                directory,
                LIMIT,
                "python3",
                bench.toString(),
                "--smoke",
                "--servers",
                "nginx,share-[0-9]*",
                "--java",
                Path.of(ShareProgram.java())
                        .toRealPath()
                        .getParent()
                        .getParent()
                        .toString(),
                "--jar",
                jar.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--out",
                directory.resolve("figures").toString());

        assertThat(run.out()).contains("smoke: well");
        run.succeeded();
        assertThat(Files.readString(directory.resolve("figures.md")))
                .contains("bench/bench.py --smoke", "## Held", "| nginx |")
                .doesNotContain(directory.toString());
    }
}
