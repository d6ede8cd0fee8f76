package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class AcceptListTest {

    @ParameterizedTest(name = "[{0}]: {1} has {2}, named {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            none                                                         | text/html        | 1    | false
            ``                                                           | text/html        | 1    | false
            ,                                                            | text/html        | 1    | false
            */*                                                          | text/html        | 1    | false
            text/html                                                    | text/html        | 1    | true
            TEXT/Html                                                    | text/html        | 1    | true
            text/html                                                    | Text/HTML        | 1    | true
            text/html                                                    | text/plain       | 0    | false
            text/html                                                    | text/htm         | 0    | false
            text/htmlx                                                   | text/html        | 0    | false
            text/*                                                       | text/html        | 1    | false
            text/*                                                       | application/json | 0    | false
            text/*;q=0.5,*/*;q=0.1                                       | text/html        | 0.5  | false
            text/*;q=0.5,*/*;q=0.1                                       | application/json | 0.1  | false
            */*,text/html;q=0                                            | text/html        | 0    | false
            */*,text/*;q=0                                               | text/html        | 0    | false
            text/html;q=0,text/html                                      | text/html        | 1    | true
            text/html;q=0.25                                             | text/html        | 0.25 | true
            text/html;q=0.001                                            | text/html        | 0.001| true
            text/html;q=0.000                                            | text/html        | 0    | false
            text/html;q=1.000                                            | text/html        | 1    | true
            text/html;Q=0.3                                              | text/html        | 0.3  | true
            text/html ; q=0.7                                            | text/html        | 0.7  | true
            text/html;q=0.                                               | text/html        | 0    | false
            a/b , text/html;q=0.7                                        | text/html        | 0.7  | true
            text/html;charset=utf-8                                      | text/html        | 1    | true
            text/html;level=1;q=0.4                                      | text/html        | 0.4  | true
            text/html;level=1,text/html;q=0.4                            | text/html        | 0.4  | true
            text/html;level=1;q=0.4,*/*                                  | text/html        | 0.4  | true
            a/b;x="c,text/html";q=0.4                                    | text/html        | 0    | false
            a/b;x="c,text/html";q=0.4                                    | a/b              | 0.4  | true
            a/b;x="\\",text/html";q=0.4                                  | text/html        | 0    | false
            a/b;x="c;q=0.2"                                              | a/b              | 1    | true
            text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2         | text/html        | 1    | true
            text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2         | text/plain       | 0.2  | false
            text/html;q=2,text/plain                                     | text/html        | 0    | false
            text/html;q=1.001,text/plain                                 | text/html        | 0    | false
            text/html;q=-1,text/plain                                    | text/html        | 0    | false
            text/html;q=,text/plain                                      | text/html        | 0    | false
            text/html;q=.,text/plain                                     | text/html        | 0    | false
            text/html;q=0.1.2,text/plain                                 | text/html        | 0    | false
            text/html;q=10,text/plain                                    | text/html        | 0    | false
            */*,text/html;q=high                                         | text/html        | 1    | false
            */*,text/html;q=                                             | text/html        | 1    | false
            text/html;q=01,text/plain                                    | text/html        | 0    | false
            a/b;x="\\",text/html,"                                      | text/html        | 0    | false
            text/html;q=high,text/plain                                  | text/html        | 0    | false
            */html,text/plain                                            | text/html        | 0    | false
            text,text/plain                                              | text/html        | 0    | false
            text/,text/plain                                             | text/html        | 0    | false
            /html,text/plain                                             | text/html        | 0    | false
            text/html/x,text/plain                                       | text/html        | 0    | false
            text / html,text/plain                                       | text/html        | 0    | false
            text/html text/plain                                         | text/html        | 1    | false
            garbage                                                      | text/html        | 1    | false
            "text/html"                                                  | text/html        | 1    | false
            """)
    void of_field_wants(@Nullable String field, String type, double quality, boolean named) {
        AcceptList accept = AcceptList.of(field);

        assertThat(accept.quality(type)).isEqualTo(quality);
        assertThat(accept.names(type)).isEqualTo(named);
    }

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource(delimiter = '|', textBlock = """
            text/plain | 0.7
            text/html  | 0.3
            image/jpeg | 0.5
            """)
    void quality_exampleOfTheRfc_isItsTable(String type, double quality) {
        AcceptList accept = AcceptList.of(
                "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5");

        assertThat(accept.quality(type)).isEqualTo(quality);
    }

    @ParameterizedTest(name = "{0} has {1}, named {2}")
    @CsvSource(delimiter = '|', textBlock = """
            text/html        | 1   | true
            application/xml  | 0.9 | true
            image/webp       | 1   | true
            application/json | 0.8 | false
            text/plain       | 0.8 | false
            """)
    void quality_fieldOfABrowser_prefersHtml(String type, double quality, boolean named) {
        AcceptList accept = AcceptList.of("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                + "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7");

        assertThat(accept.quality(type)).isEqualTo(quality);
        assertThat(accept.names(type)).isEqualTo(named);
    }

    @ParameterizedTest(name = "[{0}] prefers {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            none                                           | text/html
            */*                                            | text/html
            text/html                                      | text/html
            application/json                               | application/json
            application/json, */*                          | application/json
            */*, application/json                          | application/json
            application/json, text/plain, */*              | application/json
            text/plain, application/json                   | application/json
            text/plain, application/json;q=0.9             | text/plain
            text/html, application/json                    | text/html
            text/html;q=0.9, application/json              | application/json
            text/html;q=0.1, */*                           | application/json
            text/*                                         | text/html
            text/*, text/html;q=0.5                        | text/plain
            application/*                                  | application/json
            application/json;q=0, */*                      | text/html
            text/plain;q=0.5, */*;q=0.5                    | text/plain
            text/plain;q=0.4, */*;q=0.5                    | text/html
            image/png                                      | none
            text/html;q=0                                  | none
            */*;q=0                                        | none
            """)
    void best_offered_isWantedMost(@Nullable String field, @Nullable String type) {
        List<String> offered = List.of("text/html", "application/json", "text/plain");

        assertThat(AcceptList.of(field).best(offered)).isEqualTo(Optional.ofNullable(type));
    }
}
