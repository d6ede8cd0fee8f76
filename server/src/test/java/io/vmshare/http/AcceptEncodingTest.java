package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class AcceptEncodingTest {

    @ParameterizedTest(name = "[{0}]: {1} of three, {2} of gzip")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            none                                | none | none
            ``                                  | none | none
            ,                                   | none | none
            gzip                                | gzip | gzip
            GZIP                                | gzip | gzip
            x-gzip                              | gzip | gzip
            gzip, deflate                       | gzip | gzip
            gzip, deflate, br, zstd             | br   | gzip
            gzip, zstd                          | zstd | gzip
            br;q=0.9, gzip                      | gzip | gzip
            br;q=0.5, zstd;q=0.7, gzip;q=0.6    | zstd | gzip
            gzip;q=0                            | none | none
            gzip;q=0.0, br                      | br   | none
            gzip;q=0.001                        | gzip | gzip
            gzip;q=0,x-gzip                     | gzip | gzip
            *                                   | br   | gzip
            *;q=0                               | none | none
            *;q=0.5                             | br   | gzip
            *, gzip;q=0                         | br   | none
            gzip, *;q=0                         | gzip | gzip
            br;q=0, *                           | zstd | gzip
            identity                            | none | none
            identity, gzip                      | gzip | gzip
            identity;q=1, gzip;q=0.5            | none | none
            identity;q=0.5, gzip                | gzip | gzip
            identity;q=0.7, br;q=0.6, gzip      | gzip | gzip
            identity;q=0                        | none | none
            identity;q=0, gzip                  | gzip | gzip
            identity, *;q=0.1                   | none | none
            deflate                             | none | none
            gzipx                               | none | none
            gzip;q=2                            | none | none
            gzip;q=high                         | none | none
            gzip ;q=0.5 , br ; q=0.4            | gzip | gzip
            "gzip"                              | none | none
            """)
    void best_field_choosesTheCoding(@Nullable String field, @Nullable String ofThree, @Nullable String ofGzip) {
        AcceptEncoding accept = AcceptEncoding.of(field);

        assertThat(accept.best(List.of("br", "zstd", "gzip")).orElse(null)).isEqualTo(ofThree);
        assertThat(accept.best(List.of("gzip")).orElse(null)).isEqualTo(ofGzip);
        assertThat(accept.best(List.of())).isEmpty();
    }
}
