package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class QueryStringTest {

    @ParameterizedTest(name = "{0} has [{1}]")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a=b              | b
            a=               | ""
            a                | ""
            x&a              | ""
            x=a&a=1          | 1
            a=1&a=2          | 1
            &&a=1&           | 1
            a=b=c            | b=c
            a==              | =
            a=b+c            | "b c"
            a=b%20c          | "b c"
            a=b%2Bc          | b+c
            a=b%26c          | b&c
            a=%2a.iso        | *.iso
            %61=1            | 1
            a=%              | %
            a=%4             | %4
            a=%4g            | %4g
            a=%g4            | %g4
            a=%%41           | %A
            a=%41&x=%        | A
            a=%2541          | %41
            a=%c3%A9         | \u00c3\u00a9
            a=%FF            | \u00ff
            a=\u00ff              | \u00ff
            a=\u0100              | ?
            a=%\u0661\u0661            | %??
            """)
    void first_key_isItsDecodedValue(String raw, String value) {
        QueryString query = QueryString.of(raw);

        assertThat(query.first("a")).contains(value);
        assertThat(query.has("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "=a", "A=1", "aa=1", "b=a", "%25a", "a%00=1", "+a"})
    void first_otherKey_isEmpty(String raw) {
        QueryString query = QueryString.of(raw);

        assertThat(query.first("a")).isEmpty();
        assertThat(query.has("a")).isFalse();
        assertThat(query.all("a")).isEmpty();
    }

    @Test
    void all_repeatedKey_isItsValuesInOrder() {
        assertThat(QueryString.of("entry=b&x&entry=a%2Fc&entry").all("entry")).containsExactly("b", "a/c", "");
    }

    @Test
    void first_percentAtTheEndOfItsValue_doesNotReachIntoTheNext() {
        QueryString query = QueryString.of("a=%4&1=2");

        assertThat(query.first("a")).contains("%4");
        assertThat(query.first("1")).contains("2");
    }

    @Test
    void of_anyBytesEncoded_givesThemBack() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder bytes = new StringBuilder();
            StringBuilder encoded = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                int b = random.nextInt(0x100);
                bytes.append((char) b);
                encoded.append(String.format(random.nextBoolean() ? "%%%02X" : "%%%02x", b));
            }
            QueryString query = QueryString.of("x=y&k" + encoded + "=" + encoded);

            assertThat(query.first("k" + bytes)).as("seed %d", seed).contains(bytes.toString());
            assertThat(query.all("x")).isEqualTo(List.of("y"));
        }
    }
}
