package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EntityTagTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "x"            | x          | false
            W/"x"          | x          | true
            ""             | ``         | false
            W/""           | ``         | true
            "a,b"          | a,b        | false
            "a\\b"         | a\\b       | false
            "W/x"          | W/x        | false
            "1f-5e.é÷ÿ"    | 1f-5e.é÷ÿ  | false
            "!#$%&'()~"    | !#$%&'()~  | false
            """)
    void parse_tag_isReadAndRenderedAlike(String text, String opaque, boolean weak) {
        assertThat(EntityTag.parse(text)).contains(new EntityTag(opaque, weak));
        assertThat(new EntityTag(opaque, weak).render()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "\"",
                "\"x",
                "x\"",
                "*",
                "'x'",
                "w/\"x\"",
                "W\"x\"",
                "W/",
                "W/x",
                "W /\"x\"",
                "W/ \"x\"",
                "\"x\" ",
                " \"x\"",
                "\"x\"y",
                "\"a b\"",
                "\"a\tb\"",
                "\"a\"b\"",
                "\"a\u0000\"",
                "\"a\u007f\"",
                "\"\u0100\"",
                "\"x\",\"y\"",
                "W/W/\"x\"",
                "/\"x\""
            })
    void parse_nearMiss_isEmpty(String text) {
        assertThat(EntityTag.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a"                    | "a"
            "a","b"                | "a" "b"
            "a" , W/"b"            | "a" W/"b"
            "a,b", "c"             | "a,b" "c"
            , ,"a",, ,"b",         | "a" "b"
            `"a"\t,\t"b"`          | "a" "b"
            ""                     | ""
            ``                     | ``
            ,                      | ``
            *                      | ``
            a                      | ``
            "a" "b"                | ``
            "a""b"                 | ``
            "a", b                 | ``
            "a", "b                | ``
            "a", *                 | ``
            W/                     | ``
            "a", w/"b"             | ``
            "a";"b"                | ``
            """)
    void parseList_text_givesTags(String text, String tags) {
        assertThat(EntityTag.parseList(text).stream().map(EntityTag::render).collect(Collectors.joining(" ")))
                .isEqualTo(tags);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            W/"1" | W/"1" | false | true
            W/"1" | W/"2" | false | false
            W/"1" | "1"   | false | true
            "1"   | "1"   | true  | true
            "1"   | "2"   | false | false
            "a"   | "A"   | false | false
            ""    | ""    | true  | true
            "1"   | "1 "  | false | false
            """)
    void equals_pair_isStrongAndWeakAsTheRfcsTable(String one, String other, boolean strongly, boolean weakly) {
        EntityTag a = EntityTag.parse(one).orElseThrow();
        EntityTag b = EntityTag.parse(other).orElseGet(() -> EntityTag.strong("other"));

        assertThat(List.of(a.stronglyEquals(b), b.stronglyEquals(a))).containsOnly(strongly);
        assertThat(List.of(a.weaklyEquals(b), b.weaklyEquals(a))).containsOnly(weakly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"", "a\n", "\u007f", "\u0100", "\uD83D\uDCBE"})
    void strong_characterNoTagMayHold_isRefused(String opaque) {
        assertThatThrownBy(() -> EntityTag.strong(opaque))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(opaque);
    }

    @Test
    void parse_renderedTags_isTheIdentity() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<EntityTag> tags = new ArrayList<>();
            for (int i = random.nextInt(5) + 1; i > 0; i--) {
                tags.add(randomTag(random));
            }
            String list = tags.stream()
                    .map(EntityTag::render)
                    .collect(Collectors.joining(random.nextBoolean() ? "," : " ,, "));

            assertThat(EntityTag.parse(tags.get(0).render()))
                    .as("seed %d", seed)
                    .contains(tags.get(0));
            assertThat(EntityTag.parseList(list)).as("seed %d: %s", seed, list).isEqualTo(tags);
        }
    }

    private static EntityTag randomTag(Random random) {
        StringBuilder opaque = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int c = random.nextInt(0xDF) + 0x21;
            opaque.append(c == 0x22 || c == 0x7F ? (char) 0x2C : (char) c);
        }
        return new EntityTag(opaque.toString(), random.nextBoolean());
    }
}
