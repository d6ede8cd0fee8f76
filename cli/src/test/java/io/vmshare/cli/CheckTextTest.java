package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.BindingCheck.Findings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CheckTextTest {

    @Test
    void findings_none_areNotReachable() {
        Findings none = new Findings(true, List.of());

        assertThat(none.areReachable()).isFalse();
        assertThat(CheckText.render(none, 8000, StandardCharsets.UTF_8))
                .isEqualTo("No URL leads to a bound address; listen on another one (--network, --bind).\n");
    }
}
