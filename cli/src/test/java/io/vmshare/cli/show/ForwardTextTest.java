package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ForwardTextTest {

    @Test
    void line_port_isTheUrl() {
        assertThat(ForwardText.line(8080)).isEqualTo("http://127.0.0.1:8080/\n");
    }

    @Test
    void json_ports_isOneObject() {
        assertThat(ForwardText.json(8080, 8000))
                .isEqualTo("{\"url\":\"http://127.0.0.1:8080/\",\"hostPort\":8080,\"guestPort\":8000}\n");
    }
}
