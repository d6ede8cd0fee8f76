package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.FakeDownload;
import io.vmshare.transfer.DeliveryCount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Timeout(10)
class EndFlagsTest {

    @Command
    private static final class Ends {
        @Mixin
        private final EndFlags flags = new EndFlags();
    }

    private static Ending ending(Map<String, String> environment, String... arguments) {
        Ends ends = new Ends();
        CommandLine line = new CommandLine(ends);
        line.setDefaultValueProvider(new OptionSources(line.getCommandSpec(), environment));
        line.parseArgs(arguments);
        return ends.flags.ending();
    }

    @Test
    void ending_noneOfThem_isNever() {
        assertThat(ending(Map.of())).isSameAs(Ending.NEVER);
        assertThat(new EndFlags().ending()).isSameAs(Ending.NEVER);
        assertThat(Ending.NEVER.isSet()).isFalse();
        assertThat(Ending.NEVER.exitCode()).isZero();
    }

    @ParameterizedTest(name = "once {0}, count {1} in the environment, {2}: {3}")
    @CsvSource({
        "false, ,  --once,    1",
        "false, ,  --count=3, 3",
        "true,  ,  '',        1",
        "false, 3, '',        3",
        "true,  3, '',        3",
        "true,  ,  --count=3, 3",
        "false, 3, --once,    1",
    })
    void count_commandLine_winsOverTheEnvironment(String once, String count, String argument, int wanted) {
        Map<String, String> environment =
                count == null ? Map.of("SHARE_ONCE", once) : Map.of("SHARE_ONCE", once, "SHARE_COUNT", count);

        Ending ending = argument.isEmpty() ? ending(environment) : ending(environment, argument);

        assertThat(ending.count()).map(DeliveryCount::wanted).contains(wanted);
    }

    @Test
    void await_countReached_returnsAndIsExitCode0() {
        Ending ending = ending(Map.of(), "--once", "--timeout", "1h");
        assertThat(ending.exitCode()).as("told to stop now").isZero();
        FakeDownload download = FakeDownload.of("/a", 10).complete();
        ending.count().orElseThrow().begun(download);
        ending.count().orElseThrow().ended(download);

        ending.await();

        assertThat(ending.hasCome()).isTrue();
        assertThat(ending.exitCode()).isZero();
    }

    /** Who has all that came has not all there was. */
    @Test
    void await_countReachedByInputThatWasCut_isExitCode1() {
        Ending ending = ending(Map.of(), "--once");
        ending.inputIsCut();
        assertThat(ending.exitCode()).as("told to stop now").isZero();
        FakeDownload download = FakeDownload.of("/stdin", 10).growing();
        ending.count().orElseThrow().begun(download);
        ending.count().orElseThrow().ended(download.complete());
        ending.allHasCome("\"1\"", 10);

        ending.await();

        assertThat(ending.exitCode()).isEqualTo(1);
    }

    @Test
    void never_inputThatEndsOrIsCut_changesNothing() {
        Ending.NEVER.inputIsCut();
        Ending.NEVER.allHasCome("\"1\"", 10);

        assertThat(Ending.NEVER.exitCode()).isZero();
    }

    @Test
    void await_timeIsUp_isExitCode1OnlyIfSomethingWasWaitedFor() {
        Ending waiting = ending(Map.of(), "--count", "2", "--timeout", "1ms");
        waiting.await();
        assertThat(waiting.exitCode()).isEqualTo(1);

        Ending serving = ending(Map.of(), "--timeout", "1ms");
        serving.await();
        assertThat(serving.exitCode()).isZero();
    }
}
