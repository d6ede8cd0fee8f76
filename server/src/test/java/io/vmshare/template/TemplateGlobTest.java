package io.vmshare.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class TemplateGlobTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            *.ks           | a.ks                | true
            *.ks           | deep/in/a.ks        | true
            *.ks           | .ks                 | true
            *.ks           | a.ks.orig           | false
            *.ks           | a.KS                | false
            *.ks           | aks                 | false
            *.ks           | a.ks/b              | false
            user-data      | seed/user-data      | true
            user-data      | seed/user-data2     | false
            user-data      | seed/xuser-data     | false
            a?c            | abc                 | true
            a?c            | a\u00e9c                 | true
            a?c            | a\ud83d\ude00c                | true
            a?c            | ac                  | false
            a?c            | abbc                | false
            *              | any/thing           | true
            **             | any/thing           | true
            a*b*c          | a--b--b--c          | true
            a*b*c          | a--c--b             | false
            /a.ks          | a.ks                | true
            /a.ks          | d/a.ks              | false
            d/*.ks         | d/a.ks              | true
            d/*.ks         | e/a.ks              | false
            d/*.ks         | x/d/a.ks            | false
            d/*.ks         | d/e/a.ks            | false
            */a.ks         | d/a.ks              | true
            */a.ks         | a.ks                | false
            **/a.ks        | a.ks                | true
            **/a.ks        | d/e/a.ks            | true
            d/**           | d/a                 | true
            d/**           | d/e/a               | true
            d/**           | d                   | false
            d/**           | e/a                 | false
            d/**/x/*.cfg   | d/x/a.cfg           | true
            d/**/x/*.cfg   | d/x/y/x/a.cfg       | true
            d/**/x/*.cfg   | d/x/y/a.cfg         | false
            **/b/**/c      | a/b/b/x/c           | true
            **/b/**/c      | a/c/b               | false
            a**            | abc                 | true
            [ab].ks        | a.ks                | false
            [ab].ks        | [ab].ks             | true
            {a,b}          | a                   | false
            \\*            | x                   | false
            """)
    void matches_path_isAsWritten(String glob, String path, boolean matches) {
        assertThat(TemplateGlob.parse(glob).matches(List.of(path.split("/")))).isEqualTo(matches);
    }

    @Test
    void matches_root_isNoFile() {
        assertThat(TemplateGlob.parse("*").matches(List.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""       | glob '' matches nothing
            /        | glob '/' matches nothing
            dir/     | glob 'dir/' has an empty name; name files, as in dir/*.ks
            a//b     | glob 'a//b' has an empty name; name files, as in dir/*.ks
            //a      | glob '//a' has an empty name; name files, as in dir/*.ks
            ../a     | glob '../a' has a name that no file has
            a/./b    | glob 'a/./b' has a name that no file has
            """)
    void parse_globOfNoFile_isRefused(String glob, String message) {
        assertThatThrownBy(() -> TemplateOptions.of(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void options_noGlob_areRefused() {
        assertThatThrownBy(TemplateOptions::of).hasMessage("templates need at least one glob");
    }

    /** Both would take for ever if every star were tried at every place. */
    @Test
    void matches_manyStars_isQuick() {
        String stars = "*a".repeat(100) + "b";
        List<String> deep = Collections.nCopies(2_000, "a");

        assertThat(TemplateGlob.parse(stars).matches(List.of("a".repeat(5_000))))
                .isFalse();
        assertThat(TemplateGlob.parse("**/a/".repeat(50) + "b").matches(deep)).isFalse();
    }
}
