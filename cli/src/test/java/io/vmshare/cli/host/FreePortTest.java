package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FreePortTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void after_takenPort_canBeBound() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int free = FreePort.after(taken.getLocalPort(), List.of(LOOPBACK));

            assertThat(free).isPositive().isNotEqualTo(taken.getLocalPort());
            new ServerSocket(free, 1, LOOPBACK).close();
        }
    }

    @Test
    void after_lastPort_isSomeOther() {
        assertThat(FreePort.after(65535, List.of(LOOPBACK))).isBetween(1, 65535);
    }

    @Test
    void after_foreignAddress_isNone() throws IOException {
        InetAddress foreign = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) 200});

        assertThat(FreePort.after(8000, List.of(foreign))).isEqualTo(-1);
    }
}
