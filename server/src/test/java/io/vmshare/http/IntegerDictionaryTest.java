package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class IntegerDictionaryTest {

    private static String parse(String field) {
        Map<String, Long> sorted = new TreeMap<>(IntegerDictionary.parse(field));
        return sorted.toString();
    }

    @ParameterizedTest(name = "[{0}] has {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                         | {}
            `  `                                       | {}
            a=1                                        | {a=1}
            `  a=1  `                                  | {a=1}
            a=1, b=2                                   | {a=1, b=2}
            a=1,b=2                                    | {a=1, b=2}
            a=1 \t , \t b=2                              | {a=1, b=2}
            a=1, a=2                                   | {a=2}
            a=1, a                                     | {}
            a=1, a=x, b=3                              | {b=3}
            a=0                                        | {a=0}
            a=-0                                       | {a=0}
            a=-7                                       | {a=-7}
            a=007                                      | {a=7}
            a=999999999999999                          | {a=999999999999999}
            a=-999999999999999                         | {a=-999999999999999}
            a=1.0, b=1                                 | {b=1}
            a=123456789012.123, b=1                    | {b=1}
            sha-256=1, *x_.9=2                         | {*x_.9=2, sha-256=1}
            a=1;q                                      | {a=1}
            a=1;q=2;r=x                                | {a=1}
            a=1; q="a,b=9"                             | {a=1}
            a;q=5, b=1                                 | {b=1}
            a="x, c=9", b=1                            | {b=1}
            a="\\"\\\\", b=1                           | {b=1}
            a=token:/x!#$%&'*+-.^_~, b=1               | {b=1}
            a=*t, b=1                                  | {b=1}
            a=:aGVsbG8=:, b=1                          | {b=1}
            a=::, b=1                                  | {b=1}
            a=?0, b=?1, c=1                            | {c=1}
            a=@1659578233, b=1                         | {b=1}
            a=%"f%c3%bc", b=1                          | {b=1}
            a=(), b=1                                  | {b=1}
            a=(1 2), b=1                               | {b=1}
            a=( 1;x  "y";z=(;w ), b=1                  | {}
            a=( 1;x  "y";z ), b=1                      | {b=1}
            """)
    void parse_dictionary_hasItsIntegers(String field, String integers) {
        assertThat(parse(field)).isEqualTo(integers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1,",
                "a=1,,b=2",
                ",a=1",
                "a=1;",
                "a=1;=2",
                "a=1 b=2",
                "a=1;q=",
                "a=",
                "a= 1",
                "a =1",
                "A=1",
                "1=1",
                "-a=1",
                "a=--1",
                "a=-",
                "a=+1",
                "a=1.",
                "a=.5",
                "a=1.2345",
                "a=1234567890123.1",
                "a=1.2.3",
                "a=1000000000000000",
                "a=1x",
                "a=\"x",
                "a=\"\\x\"",
                "a=\"\\",
                "a=\"\u00e9\"",
                "a=\"\u007f\"",
                "a=:x",
                "a=:x-:",
                "a=?2",
                "a=?",
                "a=@",
                "a=@1.5",
                "a=@x",
                "a=%x",
                "a=%\"%C3\"",
                "a=%\"%c\"",
                "a=%\"x",
                "a=(1",
                "a=(1,2)",
                "a=(1\t2)",
                "a=(1\"x\")",
                "a=)",
                "a={}",
                "a=1\u0000",
                "a=1, b=2, \u0000"
            })
    void parse_noDictionary_isIgnoredWhole(String field) {
        assertThat(parse("ok=1, " + field)).isEqualTo("{}");
        assertThat(parse(field)).isEqualTo("{}");
    }

    @Test
    void parse_tabInFront_isIgnoredWhole() {
        assertThat(parse("\ta=1")).isEqualTo("{}");
    }

    @Test
    void parse_tokenWithAnyCharacterOfOne_isPassedOver() {
        assertThat(parse("a=t`|`|, b=1")).isEqualTo("{b=1}");
    }

    @Test
    void parse_manyMembers_takesThemAll() {
        StringBuilder field = new StringBuilder("k0=0");
        for (int i = 1; i < 1000; i++) {
            field.append(", k").append(i).append('=').append(i);
        }

        assertThat(IntegerDictionary.parse(field.toString())).hasSize(1000).containsEntry("k999", 999L);
    }
}
