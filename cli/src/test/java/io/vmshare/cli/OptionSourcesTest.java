package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

@Timeout(10)
class OptionSourcesTest {

    @TempDir
    private Path directory;

    @Test
    void port_everySource_commandLineThenEnvironmentThenFileThenDefault() throws IOException {
        String file = file("port=1");

        assertThat(port(Map.of("SHARE_PORT", "2"), "--config", file, "--port", "3"))
                .isEqualTo(3);
        assertThat(port(Map.of("SHARE_PORT", "2"), "--config", file)).isEqualTo(2);
        assertThat(port(Map.of(), "--config", file)).isEqualTo(1);
        assertThat(port(Map.of("SHARE_CONFIG", file))).isEqualTo(1);
        assertThat(port(Map.of())).isNull();
    }

    @Test
    void flags_inTheFile_areTrueOrFalse() throws IOException {
        String file = file("index=false\nfollow-symlinks=true\naccess-log=json\n");

        ParseResult result = parse(Map.of(), "--config", file);

        assertThat(value(result, "--index")).isEqualTo(false);
        assertThat(value(result, "--hidden")).isEqualTo(true);
        assertThat(value(result, "--follow-symlinks")).isEqualTo(true);
        assertThat(value(result, "--access-log")).hasToString("json");
    }

    @Test
    void lists_inTheFile_areSplitAndReplacedAsAWhole() throws IOException {
        String file = file("bind=127.0.0.1,::1\nmime=a=x/a,b=x/b\nheader=A: 1, 2\\nB: 3\n");

        ParseResult result = parse(Map.of(), "--config", file);
        ParseResult overridden = parse(Map.of(), "--config", file, "--bind", "127.0.0.2");

        assertThat((List<?>) value(result, "--bind")).hasSize(2);
        assertThat((List<?>) value(result, "--mime")).hasSize(2);
        assertThat((List<?>) value(result, "--header")).hasSize(2);
        assertThat((List<?>) value(overridden, "--bind")).hasSize(1);
    }

    @Test
    void negated_onTheCommandLine_isOff() {
        assertThat(value(parse(Map.of(), "--no-index"), "--index")).isEqualTo(false);
        assertThat(value(parse(Map.of(), "--index"), "--index")).isEqualTo(true);
        assertThat(value(parse(Map.of("SHARE_INDEX", "false"), "--index"), "--index"))
                .isEqualTo(true);
        assertThat(value(parse(Map.of("SHARE_INDEX", "false")), "--index")).isEqualTo(false);
    }

    @Test
    void file_unknownKey_isRefusedByName() throws IOException {
        for (String key : List.of("prot", "no-index", "help", "version", "config", "p", "check", "remove")) {
            String file = file(key + "=1");

            assertThatThrownBy(() -> parse(Map.of(), "--config", file))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageContaining("unknown key " + key);
        }
    }

    @Test
    void forward_environmentAndFile_areReadButRemoveIsNot() throws IOException {
        String file = file("guest-port=9\nnetdev=n1\nport=8080\n");
        Map<String, String> environment =
                Map.of("SHARE_QMP", "/run/qmp", "SHARE_GUEST_PORT", "10", "SHARE_WAIT", "true", "SHARE_REMOVE", "true");

        ParseResult result = parse(environment, "forward", "--config", file).subcommand();

        assertThat(value(result, "--qmp")).isEqualTo("/run/qmp");
        assertThat(value(result, "--guest-port")).isEqualTo(10);
        assertThat(value(result, "--netdev")).isEqualTo("n1");
        assertThat(value(result, "--wait")).isEqualTo(true);
        assertThat(value(result, "--remove")).isEqualTo(false);
    }

    @Test
    void timeout_ofAShareAndOfForward_areTwoThings() throws IOException {
        String file = file("timeout=1h\nforward-timeout=7s\n");
        Map<String, String> environment = Map.of("SHARE_QMP", "/run/qmp", "SHARE_TIMEOUT", "2h");

        assertThat(value(parse(Map.of(), "--config", file), "--timeout")).hasToString("PT1H");
        assertThat(value(parse(environment), "--timeout")).hasToString("PT2H");
        assertThat(value(parse(environment, "forward").subcommand(), "--timeout"))
                .hasToString("PT10M");
        assertThat(value(parse(environment, "forward", "--config", file).subcommand(), "--timeout"))
                .hasToString("PT7S");
        Map<String, String> both = Map.of("SHARE_TIMEOUT", "1h", "SHARE_FORWARD_TIMEOUT", "9s");
        assertThat(value(parse(both, "forward").subcommand(), "--timeout")).hasToString("PT9S");
        assertThatThrownBy(() -> parse(Map.of(), "--config", file("forward-wait=true")))
                .hasMessageContaining("unknown key forward-wait");
    }

    @Test
    void otherCommands_optionsOfForward_doNoHarm() throws IOException {
        String file = file("qmp=/run/qmp\nguest-port=9\nindex=false\n");
        Map<String, String> environment = Map.of("SHARE_QMP", "/run/qmp", "SHARE_WAIT", "x", "SHARE_REMOVE", "true");

        assertThat(value(parse(environment, "--config", file), "--index")).isEqualTo(false);
        assertThat(port(environment)).isNull();
        assertThat(parse(environment, "urls", "--config", file).hasSubcommand()).isTrue();
    }

    @Test
    void file_missing_isRefused() {
        assertThatThrownBy(() -> parse(Map.of(), "--config", "no-such-file"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--config: no-such-file: no such file; name a properties file");
    }

    @Test
    void file_brokenEscape_isRefused() throws IOException {
        String file = file("directory=\\u12");

        assertThatThrownBy(() -> parse(Map.of(), "--config", file))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("not a properties file");
    }

    @Test
    void port_asArgument_winsOverEnvironmentAndFile() {
        Listening listening = new Listening();
        CommandLine line = new CommandLine(listening);
        line.setDefaultValueProvider(new OptionSources(line.getCommandSpec(), Map.of("SHARE_PORT", "2")));
        line.parseArgs();

        assertThat(listening.flags.port(OptionalInt.of(9))).isEqualTo(9);
        assertThat(listening.flags.port(OptionalInt.empty())).isEqualTo(2);
    }

    @Command
    private static final class Listening {
        @Mixin
        private final ListenFlags flags = new ListenFlags();
    }

    private static Object port(Map<String, String> environment, String... arguments) {
        return value(parse(environment, arguments), "--port");
    }

    private static Object value(ParseResult result, String option) {
        return result.commandSpec().findOption(option).getValue();
    }

    private static ParseResult parse(Map<String, String> environment, String... arguments) {
        return Commands.of(arguments, environment).parseArgs(arguments);
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "share", ".properties"), text)
                .toString();
    }
}
