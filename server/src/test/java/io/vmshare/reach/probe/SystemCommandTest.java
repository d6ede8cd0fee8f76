package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class SystemCommandTest {

    @Test
    void text_command_isWhatItPrints() {
        assertThat(SystemCommand.text("echo", "a b")).isEqualTo("a b\n");
    }

    @Test
    void text_commandThatFails_isEmpty() {
        assertThat(SystemCommand.text("sh", "-c", "echo lost; exit 1")).isEmpty();
    }

    @Test
    void text_missingProgram_isEmpty() {
        assertThat(SystemCommand.text("/nonexistent/program")).isEmpty();
    }

    @Test
    @Timeout(4)
    void text_commandThatNeverEnds_isEmptyAndItIsEnded() throws Exception {
        assertThat(SystemCommand.text("sleep", "600")).isEmpty();

        Deadline.await("end of the process", () -> sleepers().isEmpty());
    }

    @Test
    void text_muchOutput_isItsFirstMebibyte() {
        assertThat(SystemCommand.text("head", "-c", "5242880", "/dev/zero")).hasSize(1 << 20);
    }

    @Test
    @Timeout(6)
    void text_endlessOutput_isEmpty() {
        assertThat(SystemCommand.text("cat", "/dev/zero")).isEmpty();
    }

    @Test
    void text_interrupted_isEmptyAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(SystemCommand.text("sh", "-c", "exec >&-; exec sleep 600")).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.current()
                .children()
                .filter(one -> one.info().command().orElse("").endsWith("sleep"))
                .toList();
    }
}
