package io.vmshare.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code forward} and a real QEMU: what it says no to, what is left behind, and what is not. */
@Tag("vm")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class QmpForwardIT {

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/\n");
    private static final String USER = "user,id=n0";

    private static DisklessQemu guest(String netdev, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("-netdev", netdev, "-device", "virtio-net-pci,netdev=n0"));
        options.addAll(List.of(more));
        return DisklessQemu.start(options.toArray(String[]::new));
    }

    private static ShareProcess.Setup forward(DisklessQemu qemu, String... options) {
        List<String> words = new ArrayList<>(List.of("forward", "--qmp", qemu.socket()));
        words.addAll(List.of(options));
        return ShareProcess.with(words.toArray(String[]::new));
    }

    private static int port(ShareProcess forward) throws InterruptedException {
        forward.awaitOut("/\n");
        Matcher url = URL.matcher(forward.out());
        assertThat(url.matches()).as(forward.out()).isTrue();
        return Integer.parseInt(url.group(1));
    }

    private static void assertFailed(Result result, String... parts) {
        assertThat(result.err()).contains(parts).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void forward_untilTerminated_isThereAndThenGone() throws Exception {
        try (DisklessQemu qemu = guest(USER);
                ShareProcess forward = forward(qemu, "--host-port", "0").start()) {
            int port = port(forward);
            assertThat(isFree(port)).isFalse();

            Result result = forward.stop();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(qemu.forwards(port)).isFalse();
            assertThat(isFree(port)).isTrue();
        }
    }

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
    void forward_ruleOfTheCommandLine_isUsedAndStays() throws Exception {
        try (DisklessQemu qemu = guest(USER + ",hostfwd=tcp:127.0.0.1:0-:8000")) {
            int port = qemu.hostPortOf(8000);
            try (ShareProcess forward = forward(qemu).start()) {
                assertThat(port(forward)).isEqualTo(port);
                assertThat(forward.stop().err())
                        .isEqualTo("share: note: port " + port
                                + " is forwarded to 10.0.2.15:8000 already; it is used and stays\n");
            }
            assertThat(qemu.forwards(port)).isTrue();
        }
    }

    @Test
    void forward_killedBefore_takesItsRuleOverUntilRemoved() throws Exception {
        try (DisklessQemu qemu = guest(USER)) {
            int port;
            try (ShareProcess killed = forward(qemu, "--host-port", "0", "--guest-address", "10.0.2.77")
                    .start()) {
                port = port(killed);
                killed.signal("KILL");
                killed.await();
            }
            try (ShareProcess next =
                    forward(qemu, "--guest-address", "10.0.2.77").start()) {
                assertThat(port(next)).isEqualTo(port);
                assertThat(next.stop().err()).contains("is forwarded to 10.0.2.77:8000 already; it is used and stays");
            }
            assertThat(qemu.forwards(port)).isTrue();

            assertThat(forward(qemu, "--remove").run()).isEqualTo(new Result(0, "", ""));
            assertThat(qemu.forwards(port)).isFalse();
            assertFailed(
                    forward(qemu, "--remove").run(), "no forward from 127.0.0.1 to the guest's port 8000; nothing");
        }
    }

    @Test
    void remove_hostPort_leavesTheOthers() throws Exception {
        try (DisklessQemu qemu = guest(USER + ",hostfwd=tcp:127.0.0.1:0-:8000,hostfwd=tcp:127.0.0.1:0-:8000")) {
            int one = qemu.hostPortOf(8000);
            String number = Integer.toString(one);

            assertThat(forward(qemu, "--remove", "--host-port", number).run()).isEqualTo(new Result(0, "", ""));

            assertThat(qemu.forwards(one)).isFalse();
            assertThat(qemu.hostPortOf(8000)).isNotEqualTo(one);
            assertFailed(
                    forward(qemu, "--remove", "--host-port", number).run(),
                    "no forward from 127.0.0.1:" + number + "; nothing is removed");
        }
    }

    @Test
    void wait_nothingBehind_endsWithTheReasonAndWithoutARule() throws Exception {
        try (DisklessQemu qemu = guest(USER)) {
            Result result = forward(qemu, "--host-port", "0", "--wait", "--timeout", "1500ms")
                    .run();

            assertFailed(result, "no share answered within 1500 ms: http://127.0.0.1:", "no whole answer");
            assertThat(qemu.ask("info usernet")).doesNotContain("HOST_FORWARD");
        }
    }

    @Test
    void wait_guestPaused_namesThatAsTheReason() throws Exception {
        try (DisklessQemu qemu = guest(USER, "-S")) {
            Result result = forward(qemu, "--host-port", "0", "--wait", "--timeout", "500ms")
                    .run();

            assertThat(result.err())
                    .contains("no share answered within 500 ms: the guest is not started yet: nothing answers until")
                    .hasLineCount(2);
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void forward_guestEnds_endsAtOnce() throws Exception {
        try (DisklessQemu idle = guest(USER);
                DisklessQemu waited = guest(USER);
                ShareProcess forward = forward(idle, "--host-port", "0").start();
                ShareProcess waiting =
                        forward(waited, "--host-port", "0", "--wait").start()) {
            port(forward);
            waiting.awaitErr("waiting for the guest: http://127.0.0.1:");
            idle.kill();
            waited.kill();

            assertThat(forward.await().exitCode()).isEqualTo(1);
            assertThat(forward.err())
                    .isEqualTo("share: the guest is gone, and its forward with it: QEMU closed the monitor\n");
            assertThat(waiting.await().exitCode()).isEqualTo(1);
            assertThat(waiting.err()).contains("no share answered: the guest is gone, and its forward with it");
            assertThat(waiting.out()).isEmpty();
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

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
