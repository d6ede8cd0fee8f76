package io.vmshare.cli.vm;

import static io.vmshare.cli.vm.ForwardRuns.assertFailed;
import static io.vmshare.cli.vm.ForwardRuns.forward;
import static io.vmshare.cli.vm.ForwardRuns.guest;
import static io.vmshare.cli.vm.ForwardRuns.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RequiredClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a real QEMU says no to, what {@code forward} then says, and what it notes. */
@Tag("vm")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class QmpForwardIT {

    private static final String USER = "user,id=n0";

    @Test
    void forward_guestPortTakenHere_isAnyPortThatIsFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                DisklessQemu qemu = DisklessQemu.start("-nic", "user,model=virtio-net-pci")) {
            String number = Integer.toString(taken.getLocalPort());
            try (ShareProcess forward =
                    forward(qemu, "--guest-port", number, "--json").start()) {
                forward.awaitOut("}\n");

                assertThat(forward.out())
                        .matches("\\{\"url\":\"http://127.0.0.1:(\\d+)/\",\"hostPort\":\\1,\"guestPort\":" + number
                                + "}\n")
                        .doesNotContain("\"hostPort\":" + number);
                assertThat(forward.stop().err())
                        .startsWith("share: note: port " + number + " of 127.0.0.1 cannot be had here")
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void forward_hostPortTaken_saysByWhom() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            try (DisklessQemu qemu = guest(USER + ",hostfwd=tcp:127.0.0.1:0-:22")) {
                int forwarded = qemu.hostPortOf(22);
                String number = Integer.toString(taken.getLocalPort());

                assertFailed(
                        forward(qemu, "--host-port", number).run(),
                        "cannot forward 127.0.0.1:" + number + ": port already in use by another program; choose");
                assertFailed(
                        forward(qemu, "--host-port", Integer.toString(forwarded))
                                .run(),
                        "cannot forward 127.0.0.1:" + forwarded + ": it is forwarded to 10.0.2.15:22 already; choose");
            }
        }
    }

    @Test
    void forward_netdev_mustBeThereAndInUserMode() throws Exception {
        try (DisklessQemu qemu = guest(USER, "-netdev", "socket,id=s0,listen=127.0.0.1:0")) {
            assertFailed(forward(qemu, "--netdev", "n9").run(), "--netdev: n9: no such netdev; there is n0");
            assertFailed(
                    forward(qemu, "--netdev", "s0").run(), "--netdev: s0: it is of type socket and forwards nothing");
        }
    }

    @Test
    void forward_noUserNetwork_saysWhatThereIs() throws Exception {
        try (DisklessQemu none = DisklessQemu.start("-nic", "none");
                DisklessQemu socket = guest("socket,id=n0,listen=127.0.0.1:0")) {
            assertFailed(forward(none).run(), "this guest is not on user networking: it has no network; nothing needs");
            assertFailed(
                    forward(socket).run(), "this guest is not on user networking but on socket (n0); nothing needs");
        }
    }

    @Test
    void forward_severalUserNetworks_takesTheFirstAndSaysSo() throws Exception {
        try (DisklessQemu qemu = guest(USER, "-netdev", "user,id=n1,net=192.168.76.0/24")) {
            try (ShareProcess first = forward(qemu, "--host-port", "0").start()) {
                port(first);
                assertThat(first.stop().err())
                        .isEqualTo(
                                "share: note: this guest has 2 user networks; n0 is taken, --netdev chooses another\n");
            }
            try (ShareProcess second =
                    forward(qemu, "--host-port", "0", "--netdev", "n1").start()) {
                port(second);
                second.signal("KILL");
                second.await();

                assertThat(qemu.ask("info usernet")).containsPattern("192\\.168\\.76\\.15 +8000");
            }
        }
    }

    @Test
    void forward_restricted_isMadeWithANote() throws Exception {
        try (DisklessQemu qemu = guest(USER + ",restrict=on");
                ShareProcess forward = forward(qemu, "--host-port", "0").start()) {
            assertThat(port(forward)).isPositive();
            assertThat(forward.stop().err())
                    .isEqualTo("share: note: restrict=on: this forward works, but the guest cannot reach this host\n");
        }
    }

    @Test
    void forward_guestNotStarted_isMadeWithANote() throws Exception {
        try (DisklessQemu qemu = guest(USER, "-S");
                ShareProcess forward = forward(qemu, "--host-port", "0").start()) {
            assertThat(port(forward)).isPositive();
            assertThat(forward.stop().err())
                    .isEqualTo("share: note: the guest is not started yet: nothing answers until it runs\n");
        }
    }

    @Test
    void forward_monitorHeldByAnother_saysSo() throws Exception {
        try (DisklessQemu qemu = guest(USER);
                SocketChannel other = qemu.connect()) {
            assertThat(other.isConnected()).isTrue();

            assertFailed(
                    forward(qemu).run(),
                    "no greeting within 5000 ms: another program (libvirt, another forward) holds the monitor");
        }
    }

    @Test
    void forward_foreignUser_isDenied() throws Exception {
        RequiredClient.require("setpriv");
        assumeTrue(System.getProperty("user.name").equals("root"), "setpriv needs root");
        try (DisklessQemu qemu = guest(USER)) {
            Result result = forward(qemu)
                    .through("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                    .run();

            assertFailed(result, "permission denied; run this as the user who runs QEMU");
        }
    }
}
