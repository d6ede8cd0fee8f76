package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9530 §4, with the examples of its appendix C. */
@Timeout(30)
class WantDigestTest {

    private static final List<String> OFFERED = List.of("sha-256", "sha-512");

    @ParameterizedTest(name = "[{0}] wants {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            none                                | none
            ``                                  | none
            sha-256=1                           | sha-256
            sha-512=3, sha-256=10, unixsum=0    | sha-256
            sha-256=10, sha-512=3               | sha-256
            sha-256=3, sha=10                   | sha-256
            sha=10                              | none
            sha-512=1                           | sha-512
            sha-256=5, sha-512=5                | sha-256
            sha-512=5, sha-256=5                | sha-256
            sha-256=1, sha-512=2                | sha-512
            sha-256=0                           | none
            sha-256=0, sha-512=1                | sha-512
            sha-256=10                          | sha-256
            sha-256=11                          | none
            sha-256=11, sha-512=1               | sha-512
            sha-256=-1                          | none
            sha-256=99999999999999, sha-512=1   | sha-512
            sha-256                             | none
            sha-256=1.0                         | none
            sha-256="1"                         | none
            sha-256=?1                          | none
            sha-256=(1)                         | none
            sha-256=1;q=0                       | sha-256
            sha-256=1, sha-256=0                | none
            SHA-256=1                           | none
            sha-256=1, SHA-512=1                | none
            sha-256=1,                          | none
            sha-256;q=1                         | none
            md5=10, sha-256=1                   | sha-256
            md5=10                              | none
            *=1                                 | none
            """)
    void best_field_choosesTheAlgorithm(@Nullable String field, @Nullable String algorithm) {
        assertThat(WantDigest.of(field).best(OFFERED).orElse(null)).isEqualTo(algorithm);
    }
}
