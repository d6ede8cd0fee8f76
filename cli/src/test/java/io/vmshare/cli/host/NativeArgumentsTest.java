package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NativeArgumentsTest {

    @Test
    void lastOf_launcherArguments_areSkipped() {
        List<String> all = List.of("java", "-jar", "share.jar", "-p", "ünï");

        assertThat(NativeArguments.lastOf(all, new String[] {"-p", "\ufffd\ufffdn\ufffd\ufffd"}))
                .containsExactly("-p", "ünï");
    }

    @Test
    void lastOf_anotherCommandLine_isNotTrusted() {
        String[] decoded = {"-p", "\ufffd"};

        assertThat(NativeArguments.lastOf(List.of("java", "x", "y"), decoded)).isSameAs(decoded);
        assertThat(NativeArguments.lastOf(List.of("x"), decoded)).isSameAs(decoded);
    }

    @Test
    void of_plainArguments_areAsTheyAre() {
        String[] decoded = {"-p", "80"};

        assertThat(NativeArguments.of(decoded)).isSameAs(decoded);
    }
}
