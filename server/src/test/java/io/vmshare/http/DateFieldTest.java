package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DateFieldTest {

    @Test
    void now_everyTime_isTheSecondThatItIs() {
        DateField date = new DateField();
        for (int i = 0; i < 1000; i++) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Instant text = HttpDate.parse(date.now()).orElseThrow();
            Instant bytes = HttpDate.parse(new String(date.bytes(), StandardCharsets.US_ASCII))
                    .orElseThrow();

            assertThat(text).isBetween(before, Instant.now());
            assertThat(bytes).isBetween(text, Instant.now());
        }
    }
}
