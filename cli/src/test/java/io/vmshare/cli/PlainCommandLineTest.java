package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(10)
class PlainCommandLineTest {

    /** Every option that is not given has its default, too: also those that no plain line can give. */
    @ParameterizedTest(name = "\"{0}\" is read as picocli reads it")
    @ValueSource(
            strings = {
                "",
                "8080",
                "a",
                "a b 8080",
                "a urls",
                "1x",
                "-p 0",
                "-p 65535 a",
                "a -p 00080",
                "--port 8080",
                "-b 127.0.0.1",
                "-b 127.0.0.1 --bind ::1 -b [::1] a",
                "-b localhost",
                "-d a",
                "--directory 8080",
                "-q",
                "a -q -p 1",
                "--quiet b"
            })
    void read_plainLine_isWhatPicocliReads(String line) {
        String[] words = words(line);
        CommandLine picocli = Commands.of(words, Map.of());
        picocli.parseArgs(words);

        Optional<ShareCommand> plain = PlainCommandLine.read(words);

        assertThat(plain).isPresent();
        assertThat(plain.get())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(.*\\.)?command", "plain")
                .isEqualTo(picocli.getCommandSpec().userObject());
    }

    @ParameterizedTest(name = "\"{0}\" is left to picocli")
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "urls",
                "forward",
                "boot",
                "completion",
                "urls a",
                "-v",
                "--json",
                "-n slirp",
                "-p",
                "-p x",
                "-p -1",
                "-p 65536",
                "-p 4294967376",
                "-p HTTP/1.1",
                "-p8080",
                "--port=8080",
                "-p 1 -p 2",
                "-p 1 --port 2",
                "8080 -p 1",
                "-b",
                "-b x.invalid",
                "-b 127.0.0.1,::1",
                "-b -q",
                "-b @a",
                "-d",
                "-d a -d b",
                "-d a b",
                "-d a 8080",
                "-d -p",
                "-q -q",
                "-q --quiet",
                "-qv",
                "-",
                "--",
                "-- a",
                "@a",
                "a @b",
                "\"a\"",
                "'a"
            })
    void read_otherLine_isNone(String line) {
        assertThat(PlainCommandLine.read(words(line))).isEmpty();
    }

    @Test
    void read_emptyWord_isNone() {
        assertThat(PlainCommandLine.read(new String[] {""})).isEmpty();
        assertThat(PlainCommandLine.read(new String[] {"-d", ""})).isEmpty();
    }

    @Test
    void shareGiven_plainWords_areToldToBoot() {
        List<String> words = List.of("-b", "127.0.0.1", "-p", "1", "a b");

        assertThat(SameOptions.forBoot(Commands.shareGiven(words))).isEqualTo(" --bind 127.0.0.1");
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }
}
