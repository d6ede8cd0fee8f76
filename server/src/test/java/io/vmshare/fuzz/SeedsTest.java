package io.vmshare.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SeedsTest {

    @Test
    void all_files_holdSeedsThatEscapeBack() {
        assertThat(Seeds.all()).hasSizeGreaterThan(100).allSatisfy(seed -> {
            assertThat(seed.bytes()).as(seed.name()).isNotEmpty();
            assertThat(Seeds.parse("x", "= x\n" + Seeds.escape(seed.bytes()))
                            .get(0)
                            .bytes())
                    .isEqualTo(seed.bytes());
        });
    }

    @Test
    void parse_escapes_areBytes() {
        assertThat(Seeds.parse("f", "# no\n= one\nA\\x00\\xff\\r\\n\n\n\\\\\\{3*ab\\t}\n= two\nB"))
                .containsExactly(
                        new Seeds.Seed("f: one", "A\0\u00ff\r\n\\ab\tab\tab\t"), new Seeds.Seed("f: two", "B"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\q", "\u00e9", "a\tb"})
    void unescape_whatGitOrAnEditorCouldChange_isRefused(String text) {
        assertThatThrownBy(() -> Seeds.unescape(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
