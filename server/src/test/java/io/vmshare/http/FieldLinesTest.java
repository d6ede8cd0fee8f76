package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FieldLinesTest {

    @Test
    void joined_lines_areOneList() {
        assertThat(FieldLines.joined(null)).isNull();
        assertThat(FieldLines.joined(List.of(""))).isEmpty();
        assertThat(FieldLines.joined(List.of("a;q=0.5"))).isEqualTo("a;q=0.5");
        assertThat(FieldLines.joined(List.of("a", "b,c", "d"))).isEqualTo("a, b,c, d");
    }
}
