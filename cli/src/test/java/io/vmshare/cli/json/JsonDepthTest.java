package io.vmshare.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class JsonDepthTest {

    @Test
    void isTooDeep_levels_areCountedOutsideOfStrings() {
        assertThat(JsonDepth.isTooDeep("[".repeat(100))).isFalse();
        assertThat(JsonDepth.isTooDeep("[".repeat(101))).isTrue();
        assertThat(JsonDepth.isTooDeep("{\"a\":".repeat(101))).isTrue();
        assertThat(JsonDepth.isTooDeep("[" + "[],".repeat(1000))).isFalse();
        assertThat(JsonDepth.isTooDeep("[\"" + "[".repeat(1000) + "\"]")).isFalse();
        assertThat(JsonDepth.isTooDeep("")).isFalse();
    }

    @Test
    void isTooDeep_bracketsInAString_hideNoLevels() {
        assertThat(JsonDepth.isTooDeep("[\"" + "]".repeat(1000) + "\"," + "[".repeat(101)))
                .isTrue();
        assertThat(JsonDepth.isTooDeep("[\"\\\"" + "]".repeat(1000) + "\"," + "[".repeat(101)))
                .isTrue();
        assertThat(JsonDepth.isTooDeep("[\"\\\\\"," + "[".repeat(101))).isTrue();
    }
}
