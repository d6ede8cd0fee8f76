package io.vmshare.listing.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.AcceptList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class FormatNameTest {

    /** The fields of curl, wget and rclone, of IE 5, of browsers, of lynx, of Java and of axios, and what people type. */
    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none                                                                       | HTML
            */*                                                                        | HTML
            image/gif, image/x-xbitmap, image/jpeg, image/pjpeg, */*                   | HTML
            text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8 | PAGE
            text/html, text/plain, text/sgml, text/css, */*;q=0.01                     | PAGE
            text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2                       | PAGE
            application/json, text/plain, */*                                          | JSON
            application/json                                                           | JSON
            application/*                                                              | JSON
            application/x-ndjson                                                       | NDJSON
            application/x-ndjson, application/json;q=0.5                               | NDJSON
            text/plain                                                                 | TEXT
            text/plain;q=0.1                                                           | TEXT
            text/*                                                                     | HTML
            text/html;q=0.5, application/json                                          | JSON
            text/html, application/json                                                | PAGE
            */*, text/html;q=0.1                                                       | PAGE
            text/*, text/html;q=0.1                                                    | PAGE
            application/*, text/html;q=0.1                                             | PAGE
            */*, text/html;q=0.1, text/plain;q=0.2                                     | TEXT
            */*, text/html;q=0.2, text/plain;q=0.1                                     | PAGE
            application/json;q=0.9, text/html;q=0.8, */*                               | JSON
            */*, text/html;q=0                                                         | JSON
            */*, application/json;q=0.1                                                | HTML
            image/*                                                                    | HTML
            text/html;q=0, */*;q=0                                                     | HTML
            """)
    void acceptedBy_field_isThePreferredFormat(@Nullable String field, FormatName name) {
        assertThat(FormatName.acceptedBy(AcceptList.of(field))).isEqualTo(name);
    }

    @Test
    void of_value_isItsFormat() {
        assertThat(FormatName.of("html")).contains(FormatName.HTML);
        assertThat(FormatName.of("json")).contains(FormatName.JSON);
        assertThat(FormatName.of("ndjson")).contains(FormatName.NDJSON);
        assertThat(FormatName.of("text")).contains(FormatName.TEXT);
        assertThat(FormatName.of("python")).contains(FormatName.PYTHON);
        assertThat(FormatName.of("")).isEmpty();
        assertThat(FormatName.of("page")).isEmpty();
        assertThat(FormatName.of("Html")).isEmpty();
    }
}
