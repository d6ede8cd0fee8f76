package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.value.ShellWord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class PrintableTest {

    static String[][] texts() {
        return new String[][] {
            {"/srv/iso", "/srv/iso", "/srv/iso"},
            {"a b", "a b", "a b"},
            {"ünï", "ünï", "\\u00fcn\\u00ef"},
            {"a\nb\tc", "a\\nb\\tc", "a\\nb\\tc"},
            {"\u001b[31m", "\\x1b[31m", "\\x1b[31m"},
            {"\u007f", "\\x7f", "\\x7f"},
            {"\u009b", "\\u009b", "\\u009b"},
            {"\u202egnp", "\\u202egnp", "\\u202egnp"},
            {"\u2028", "\\u2028", "\\u2028"},
            {"\udcff", "\\xff", "\\xff"},
            {"\ud83d\ude00", "\ud83d\ude00", "\\U0001f600"},
            {"", "", ""},
        };
    }

    @ParameterizedTest(name = "[{1}]")
    @MethodSource("texts")
    void of_text_escapesWhatATerminalShouldNotGet(String text, String utf8, String ascii) {
        assertThat(Printable.of(text, StandardCharsets.UTF_8)).isEqualTo(utf8);
        assertThat(Printable.of(text, StandardCharsets.US_ASCII)).isEqualTo(ascii);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            http://10.0.2.2:8000/a.iso | http://10.0.2.2:8000/a.iso
            a%20b                      | a%20b
            ""                         | ''
            a b                        | 'a b'
            a'b                        | 'a'\\''b'
            $(rm)                      | '$(rm)'
            a!b                        | 'a!b'
            ~x                         | '~x'
            ü                          | 'ü'
            """)
    void quote_word_isOneWordToAShell(String word, String quoted) {
        assertThat(ShellWord.quote(word)).isEqualTo(quoted);
    }
}
