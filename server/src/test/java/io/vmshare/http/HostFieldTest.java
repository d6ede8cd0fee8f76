package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HostFieldTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            ``,             ``
            x,              x
            x:,             x
            :,              ``
            x:0,            x
            x:1,            x:1
            x:01,           x:01
            x:99,           x:99
            x:65535,        x:65535
            x:65536,        x
            x:00001,        x:00001
            x:000001,       x
            x:999999999999, x
            [::1],          [::1]
            [::1]:,         [::1]
            [::1]:80,       [::1]:80
            """)
    void withUsablePort_anyPort_isOneOrNone(String field, String expected) {
        assertThat(HostField.withUsablePort(field)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:8000",
                "localhost:",
                ":8000",
                "LOCALHOST",
                "a.example.",
                "xn--e1afmkfd.example",
                "my_host",
                "a~b-c_d.e",
                "host%20name",
                "host%FFname:80",
                "a!$&'()*+,;=b",
                "10.0.2.2:8000",
                "1.2.3.999",
                "localhost:99999999",
                "[::]",
                "[::1]:8000",
                "[::1]:",
                "[fe80::1%25eth0]:8000",
                "[fe80::1%25en%2F0]",
                "[2001:db8:0:1:2:3:4:5]",
                "[2001:DB8::]",
                "[1:2:3:4:5:6:7::]",
                "[::2:3:4:5:6:7:8]",
                "[1:2:3:4:5:6:1.2.3.4]",
                "[::ffff:192.0.2.1]",
                "[1::5:0.0.0.0]",
                "[v1.fe80::a+en1]",
                "[VF.x]",
                "[v09afAF.x]",
                "[::0:9:a:f:A:F]",
                "09azAZ",
                "1.2.3.0",
                "[::255.0.9.255]"
            })
    void isValid_host_isTrue(String field) {
        assertThat(HostField.isValid(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a b",
                "localhost ",
                " localhost",
                "localhost\t",
                "local\u0000host",
                "local\nhost",
                "local\u007fhost",
                "h\u00f6st",
                "h\u043est",
                "user@host",
                "user:pass@host",
                "host/",
                "host/path",
                "http://host",
                "host?q",
                "host#f",
                "host<script>",
                "\"host\"",
                "host\\x",
                "host|x",
                "host^x",
                "host`x",
                "{host}",
                "host%",
                "host%2",
                "host%2g",
                "host%zz",
                "host:80x",
                "host:-1",
                "host:+80",
                "host:80:80",
                "host::80",
                "host: 80",
                "host:\u0660",
                "a,b c",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[]:80",
                "[::1]80",
                "[::1]x",
                "[::1]]",
                "[[::1]]",
                "x[::1]",
                "[localhost]",
                "[1.2.3.4]",
                "[:::]",
                "[:1]",
                "[1:]",
                "[1::2::3]",
                "[::1::]",
                "[12345::]",
                "[g::]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[::1:2:3:4:5:6:7:8]",
                "[1:2:3:4::5:6:7:8]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[::1.2.3]",
                "[::1.2.3.4.5]",
                "[::1.2.3.256]",
                "[::1.2.3.04]",
                "[::1.2.3.+4]",
                "[::1.2..4]",
                "[1.2.3.4::]",
                "[::1.2.3.4:5]",
                "[ ::1]",
                "[fe80::1%eth0]",
                "[fe80::1%25]",
                "[fe80::1%25eth 0]",
                "[fe80::1%25eth:0]",
                "[%25eth0]",
                "[v1.]",
                "[v.x]",
                "[vg.x]",
                "[v1x]",
                "[v1.a%20b]",
                "[v1.%41]",
                "[v1.a/b]"
            })
    void isValid_nearMiss_isFalse(String field) {
        assertThat(HostField.isValid(field)).isFalse();
    }

    /** Every IPv6 address with groups of one digit and at most one gap is counted right. */
    @Test
    void isValid_groupsBeforeAndAfterAGap_areAtMostSeven() {
        for (int before = 0; before <= 9; before++) {
            assertThat(HostField.isValid("[" + groups(before) + "]")).isEqualTo(before == 8);
            for (int after = 0; after <= 9; after++) {
                assertThat(HostField.isValid("[" + groups(before) + "::" + groups(after) + "]"))
                        .as("%d before, %d after", before, after)
                        .isEqualTo(before + after <= 7);
            }
        }
    }

    @Test
    void isValid_randomStrings_neverLetThroughWhatBreaksAHeaderOrAPage() {
        String alphabet = "ab1:.[]%25-\"<>/\\@ \r\n\t\u0000?#";
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            String field = random.ints(random.nextInt(8), 0, alphabet.length())
                    .mapToObj(i -> alphabet.substring(i, i + 1))
                    .collect(Collectors.joining());

            if (HostField.isValid(field)) {
                assertThat(field).as("seed %d", seed).doesNotContainPattern("[\"<>/\\\\@ \\r\\n\\t\\x00?#]");
            }
        }
    }

    private static String groups(int count) {
        return IntStream.range(0, count).mapToObj(i -> "" + i).collect(Collectors.joining(":"));
    }

    /** The neighbours of letters and digits in ASCII are not of their kind. */
    @Test
    void isValid_everyCharacter_isWhereTheGrammarHasIt() {
        for (char c = '!'; c < 0x7F; c++) {
            String text = String.valueOf(c);
            boolean name = text.matches("[A-Za-z0-9._~!$&'()*+,;=:-]"); // a colon begins the port
            assertThat(HostField.isValid(text)).as(text).isEqualTo(name);
            boolean hex = text.matches("[A-Fa-f0-9]");
            assertThat(HostField.isValid("%" + c + "0")).as("%%%c0", c).isEqualTo(hex);
            assertThat(HostField.isValid("[::" + c + "]")).as("[::%c]", c).isEqualTo(hex);
            assertThat(HostField.isValid("x:" + c)).as("x:%c", c).isEqualTo(Character.isDigit(c));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "[::255.0.0.255], true",
        "[::256.0.0.0], false",
        "[::1%25e], true",
        "[::%25e], true",
        "[::1%25], false",
        "[v1.a], true",
        "[v1.], false",
        "[v.a], false",
        "[v1a], false",
        "[vg.a], false",
        "[v1.a%41], false"
    })
    void isValid_addressInBrackets_isOfTheGrammar(String field, boolean valid) {
        assertThat(HostField.isValid(field)).isEqualTo(valid);
    }
}
