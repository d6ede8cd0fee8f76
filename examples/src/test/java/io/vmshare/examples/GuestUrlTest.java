package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.ShareOptions;
import io.vmshare.ShareServer;
import io.vmshare.reach.GuestNetwork;
import io.vmshare.reach.LocalAddress;
import io.vmshare.reach.Reach;
import io.vmshare.reach.probe.HostProbe;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The URL to hand to a guest that a program starts. */
@Timeout(60)
class GuestUrlTest {

    @TempDir
    Path directory;

    @Test
    void uri_guestOnUserNetworking_isTheHostsLoopbackSeenFromThere() {
        try (ShareServer share =
                ShareServer.start(ShareOptions.builder(directory).build())) {
            // quoted in the README
            Reach reach = Reach.of(share.addresses(), HostProbe.snapshot());
            URI uri = reach.uri(GuestNetwork.QEMU_USER).orElseThrow(); // http://10.0.2.2:FREE_PORT/
            List<String> qemu = List.of(
                    "qemu-system-x86_64", "-nic", "user,model=virtio-net-pci,bootfile=" + uri.resolve("boot.ipxe"));
            // end of quote
            assertThat(uri).hasToString("http://10.0.2.2:" + share.uri().getPort() + "/");
            assertThat(qemu).last().asString().endsWith("bootfile=" + uri + "boot.ipxe");
        }
    }

    @Test
    void uri_guestOnANetworkOfItsOwn_isThatNetworksHost() {
        try (ShareServer share =
                ShareServer.start(ShareOptions.builder(directory).build())) {
            Reach reach = Reach.of(share.addresses(), HostProbe.snapshot());

            assertThat(reach.uriOnSlirp(LocalAddress.parse("192.168.76.0/24")))
                    .contains(URI.create("http://192.168.76.2:" + share.uri().getPort() + "/"));
        }
    }

    /** The library listens on loopback, where a guest on a bridge cannot come. */
    @Test
    void uri_guestOnABridge_isNoneUntilThatIsBound() {
        try (ShareServer share =
                ShareServer.start(ShareOptions.builder(directory).build())) {
            assertThat(Reach.of(share.addresses(), HostProbe.snapshot()).uri(GuestNetwork.LIBVIRT))
                    .isEmpty();
        }
    }
}
