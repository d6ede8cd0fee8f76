package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ArchiveUpkeepTest {

    @ParameterizedTest(name = "last {0}, jar {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "never", textBlock = """
                    never    | 08:00:00 | true
                    11:59:59 | 08:00:00 | false
                    11:00:00 | 08:00:00 | false
                    10:59:59 | 08:00:00 | true
                    11:30:00 | 11:30:00 | false
                    11:30:00 | 11:30:01 | true
                    11:30:00 | 12:00:00 | true
                    11:30:00 | 12:00:01 | false
                    12:00:01 | 08:00:00 | true
                    """)
    void isDue_atNoon(@Nullable String last, String jar, boolean due) {
        Instant noon = time("12:00:00");

        assertThat(ArchiveUpkeep.isDue(last == null ? null : time(last), time(jar), noon))
                .isEqualTo(due);
    }

    private static Instant time(String ofDay) {
        return Instant.parse("2026-11-23T" + ofDay + "Z");
    }
}
