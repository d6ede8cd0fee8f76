package io.vmshare.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Trees;
import io.vmshare.fixtures.RequiredClient;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guest on QEMU's user networking fetches from a share on this machine that only such guests are to reach. */
@Tag("vm")
@Timeout(300)
class GuestFetchIT {

    private static final int CONNECT_MILLIS = 5000;

    @TempDir
    private Path shared;

    private ShareProcess share;
    private Path file;

    @BeforeEach
    void share() throws Exception {
        file = Files.createDirectory(shared.resolve("drivers & tools")).resolve("net 100%.bin");
        Trees.writeNoise(file, 3 * Trees.MIB + 7, 4);
        share = ShareProcess.with("--port", "0", "--network", "slirp")
                .in(shared)
                .serve();
    }

    @AfterEach
    void end() {
        if (share != null) {
            share.close();
        }
    }

    @Test
    void guest_theUrlOfTheBanner_isTheShare() throws Exception {
        URI url = new PrintedBanner(share.out()).url("User networking (slirp)");
        String fetch = "wget -q -O /tmp/file '" + url.resolve(Trees.encoded(shared, file)) + "'"
                + " && echo \"sha256 $(sha256sum </tmp/file)\"";

        try (QemuGuest guest = QemuGuest.running(fetch).network("user").boot()) {
            assertThat(guest.awaitSerial("^sha256 ([0-9a-f]{64})").group(1)).isEqualTo(Trees.sha256(file));
        }
        assertThat(share.stop().exitCode()).isZero();
    }

    @Test
    void otherAddresses_ofThisMachine_refuse() throws Exception {
        connect(InetAddress.getByName("127.0.0.1"));

        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        if (others.isEmpty()) {
            RequiredClient.missing("this machine has no address but the loopback's");
        }
        assertThat(others)
                .allSatisfy(address -> assertThatThrownBy(() -> connect(address))
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining("refused"));
    }

    private void connect(InetAddress address) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, share.port()), CONNECT_MILLIS);
        }
    }
}
