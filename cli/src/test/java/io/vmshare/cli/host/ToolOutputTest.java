package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ToolOutputTest {

    @Test
    void of_toolThatPrints_isItsStandardOutput() {
        assertThat(shell("echo rules; echo noise >&2")).contains("rules\n");
        assertThat(shell("echo $LC_ALL; cat")).contains("C\n");
    }

    @Test
    void of_toolThatFails_isEmpty() {
        assertThat(shell("echo rules; exit 1")).isEmpty();
        assertThat(ToolOutput.of("no-such-tool-anywhere")).isEmpty();
        assertThat(ToolOutput.of("/etc/passwd")).isEmpty();
    }

    @Test
    void of_toolThatHangs_isEmptySoonAndLeavesNothingBehind() {
        long start = System.nanoTime();

        assertThat(shell("echo rules; sleep 61 & sleep 62")).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(line -> line.endsWith("sleep 61") || line.endsWith("sleep 62"));
    }

    @Test
    void of_toolThatNeverStopsPrinting_isEmpty() {
        assertThat(shell("cat /dev/zero")).isEmpty();
    }

    @Test
    void isThere_oneOfTheTools_isEnough() {
        assertThat(ToolOutput.isThere("no-such-tool-anywhere", "sh")).isTrue();
        assertThat(ToolOutput.isThere("no-such-tool-anywhere")).isFalse();
    }

    private static Optional<String> shell(String script) {
        return ToolOutput.of("sh", "-c", script);
    }
}
