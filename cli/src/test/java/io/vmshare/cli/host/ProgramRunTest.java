package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProgramRunTest {

    @Test
    void of_program_isItsExitCodeAndBothTexts() {
        assertThat(shell("echo out $LC_ALL; echo err >&2; exit 3")).contains(new ProgramRun(3, "out C\n", "err\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat /dev/zero", "cat /dev/zero >&2", "head -c 17000000 /dev/zero"})
    void of_programThatPrintsTooMuch_isEmpty(String script) {
        assertThat(shell(script)).isEmpty();
    }

    private static Optional<ProgramRun> shell(String script) {
        return ProgramRun.of(Duration.ofSeconds(30), List.of("sh", "-c", script));
    }
}
