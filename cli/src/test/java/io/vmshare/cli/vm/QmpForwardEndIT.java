package io.vmshare.cli.vm;

import static io.vmshare.cli.vm.ForwardRuns.assertFailed;
import static io.vmshare.cli.vm.ForwardRuns.forward;
import static io.vmshare.cli.vm.ForwardRuns.guest;
import static io.vmshare.cli.vm.ForwardRuns.port;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a forward through a real QEMU ends: what is left behind, and what is not. */
@Tag("vm")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class QmpForwardEndIT {

    private static final String USER = "user,id=n0";

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
    void wait_terminated_leavesNothing() throws Exception {
        try (DisklessQemu qemu = guest(USER);
                ShareProcess waiting =
                        forward(qemu, "--host-port", "0", "--wait").start()) {
            waiting.awaitErr("waiting for the guest: http://127.0.0.1:");

            Result result = waiting.stop();

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).isEmpty();
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

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
