package io.vmshare.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RequestRefusedTest {

    @Test
    void new_statusAndReason_carriesThemWithoutAStackTrace() {
        RequestRefused refused = new RequestRefused(414, "request target too long");

        assertThat(refused.status()).isEqualTo(414);
        assertThat(refused).hasMessage("request target too long");
        assertThat(refused.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 599})
    void new_statusOfARefusal_isTaken(int status) {
        assertThat(new RequestRefused(status, "no").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 304, 399, 600})
    void new_otherStatus_isRefused(int status) {
        assertThatThrownBy(() -> new RequestRefused(status, "no"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + status);
    }
}
