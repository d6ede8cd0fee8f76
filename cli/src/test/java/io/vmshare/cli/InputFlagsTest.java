package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Timeout(10)
class InputFlagsTest {

    @Command
    private static final class Named {
        @Mixin
        private final InputFlags flags = new InputFlags();

        @Mixin
        private final PathArguments shared = new PathArguments();
    }

    private static Named parse(Map<String, String> environment, String... arguments) {
        Named named = new Named();
        CommandLine line = new CommandLine(named);
        line.setDefaultValueProvider(new OptionSources(line.getCommandSpec(), environment));
        line.parseArgs(arguments);
        return named;
    }

    /** It is for those times when there is some. */
    @Test
    void open_nameInTheEnvironmentWithoutInput_isIgnored() {
        Named named = parse(Map.of("SHARE_NAME", "x"), "tree");

        assertThat(named.flags.open(named.shared)).isNull();
    }

    @Test
    void open_nameOnTheCommandLineWithoutInput_isRefused() {
        Named named = parse(Map.of(), "tree", "--name", "x");

        assertThatThrownBy(() -> named.flags.open(named.shared))
                .isInstanceOf(UsageException.class)
                .hasMessage("--name: x: it names what comes on standard input; give - as a path, too");
    }
}
