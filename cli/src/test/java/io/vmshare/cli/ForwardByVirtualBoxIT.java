package io.vmshare.cli;

import static io.vmshare.cli.FakeProgram.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code forward} through {@code VBoxManage}, and what is alike whatever the hypervisor. */
@Tag("vm")
@Timeout(60)
class ForwardByVirtualBoxIT {

    private static final String VBOXMANAGE = """
            #!/bin/sh
            cd "$(dirname "$0")"
            printf '<%s>' "$@" >>said; echo >>said
            [ ! -s err ] || { cat err >&2; exit 1; }
            case "$1" in
                showvminfo) printf 'VMState="%s"\\nnic1="hostonly"\\nnic2="nat"\\n' "$(cat state)"; cat rules ;;
                *) if [ "$4" = delete ]; then : >rules; else printf 'Forwarding(0)="%s"\\n' "$4" >>rules; fi ;;
            esac
            """;

    @TempDir
    private Path directory;

    @Test
    void machine_running_isForwardedUntilTerminated() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");

        try (ShareProcess forward =
                vbox.forward("--vm", "my vm", "--host-port", "0").start()) {
            forward.awaitOut("/\n");
            String port = forward.out().replaceFirst(".*:(\\d+)/\n", "$1");
            Result result = forward.stop();

            assertThat(result).isEqualTo(new Result(0, "http://127.0.0.1:" + port + "/\n", ""));
            assertThat(vbox.said())
                    .contains(
                            "<showvminfo><my vm><--machinereadable>",
                            "<controlvm><my vm><natpf2><share-" + port + ",tcp,127.0.0.1," + port + ",,8000>",
                            "<controlvm><my vm><natpf2><delete><share-" + port + ">");
        }
    }

    @Test
    void machine_off_isForwardedFromItsNextStart() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "poweroff");

        try (ShareProcess forward = vbox.forward("--vm", "vm", "--guest-address", "10.0.3.77", "--host-port", "0")
                .start()) {
            forward.awaitOut("/\n");
            Result result = forward.stop();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err())
                    .startsWith(
                            "share: note: the machine is off (poweroff): the forward is in its settings for the next"
                                    + " start until this program ends\n");
            assertThat(vbox.said())
                    .anyMatch(line -> line.matches(
                            "<modifyvm><vm><--natpf2><share-(\\d+),tcp,127\\.0\\.0\\.1,\\1,10\\.0\\.3\\.77,8000>"))
                    .anyMatch(line -> line.matches("<modifyvm><vm><--natpf2><delete><share-\\d+>"));
        }
    }

    @Test
    void machine_rulesThere_areUsedOrRemovedByName() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");
        vbox.set("rules", "Forwarding(0)=\"mine,tcp,127.0.0.1,8089,,8000\"\n");

        try (ShareProcess forward = vbox.forward("--vm", "vm").start()) {
            forward.awaitOut("http://127.0.0.1:8089/\n");
            assertThat(forward.stop().err())
                    .isEqualTo("share: note: port 8089 is forwarded to the guest:8000 already; it is used and stays\n");
        }
        assertThat(vbox.said()).allMatch(line -> line.startsWith("<showvminfo>"));

        assertThat(vbox.forward("--vm", "vm", "--remove").run()).isEqualTo(new Result(0, "", ""));
        assertThat(vbox.said()).endsWith("<controlvm><vm><natpf2><delete><mine>");
        assertThat(vbox.forward("--vm", "vm", "--remove").run())
                .isEqualTo(failed("no forward from 127.0.0.1 to the guest's port 8000; nothing is removed"));
    }

    @Test
    void machine_thatCannotBe_saysWhy() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");

        assertThat(vbox.forward("--vm", "vm", "--netdev", "1").run())
                .isEqualTo(failed(
                        "--netdev: 1: this adapter is hostonly and forwards nothing; use the guest's own address"));
        assertThat(vbox.forward("--vm", "vm", "--netdev", "7").run())
                .isEqualTo(failed("--netdev: 7: the machine has no such adapter; leave it out"));
        vbox.set("err", "VBoxManage: error: Could not find a registered machine named 'vm'\n");
        assertThat(vbox.forward("--vm", "vm").run())
                .isEqualTo(failed("--vm: vm: no such machine; VBoxManage list vms names them"));
    }

    @Test
    void machine_hostPortTaken_isToldSinceVirtualBoxDoesNot() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(vbox.forward("--vm", "vm", "--host-port", port).run())
                    .isEqualTo(failed("cannot forward 127.0.0.1:" + port + ": port already in use by another program;"
                            + " choose another --host-port"));
            assertThat(vbox.said()).allMatch(line -> line.startsWith("<showvminfo>"));
        }
    }

    /** Like slirp's port, this one takes connections all the time. */
    @Test
    void wait_shareThatComesLater_printsTheUrlOnlyThen() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");
        try (ServerSocket port = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String rule = "mine,tcp,127.0.0.1," + port.getLocalPort() + ",,8000";
            vbox.set("rules", "Forwarding(0)=\"" + rule + "\"\n");

            try (ShareProcess forward = vbox.forward("--vm", "vm", "--wait").start()) {
                for (int i = 0; i < 3; i++) {
                    port.accept().close();
                    assertThat(forward.out()).isEmpty();
                }
                try (Socket served = port.accept()) {
                    assertThat(served.getInputStream().read(new byte[4096])).isPositive();
                    assertThat(forward.out()).isEmpty();
                    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
                    served.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    forward.awaitOut("http://127.0.0.1:" + port.getLocalPort() + "/\n");
                }
                assertThat(forward.stop().exitCode()).isZero();
            }
        }
    }

    @Test
    void wait_answerThatDrips_endsInTime() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");
        try (ServerSocket port = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String rule = "mine,tcp,127.0.0.1," + port.getLocalPort() + ",,8000";
            vbox.set("rules", "Forwarding(0)=\"" + rule + "\"\n");

            try (ShareProcess forward = vbox.forward("--vm", "vm", "--wait", "--timeout", "4s")
                            .start();
                    Socket served = port.accept()) {
                drip(served, forward);

                assertThat(forward.await().exitCode()).isEqualTo(1);
                assertThat(forward.err())
                        .contains("no share answered within 4 s: ", ": connected, but no whole answer within 3 s: ");
            }
        }
    }

    /** Sends a field of an answer's head without end, faster than any limit on silence, until nobody reads it. */
    private static void drip(Socket client, ShareProcess forward) throws Exception {
        client.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        Deadline.await("the client gives up", () -> {
            try {
                client.getOutputStream().write('x');
                return false;
            } catch (IOException e) {
                return !forward.err().isEmpty();
            }
        });
    }

    @Test
    void target_environment_isUsedUnlessTheCommandLineNamesAnother() throws Exception {
        FakeProgram vbox = FakeProgram.install(directory, "VBoxManage", VBOXMANAGE, "running");

        assertThat(vbox.forward("--remove").environment("SHARE_VM", "vm").run().err())
                .isEqualTo("share: no forward from 127.0.0.1 to the guest's port 8000; nothing is removed\n");
        assertThat(vbox.forward("--remove", "--vm", "vm")
                        .environment("SHARE_QMP", "/no/such")
                        .run()
                        .err())
                .isEqualTo("share: no forward from 127.0.0.1 to the guest's port 8000; nothing is removed\n");
    }

    @Test
    void program_notInstalled_saysSo() throws Exception {
        String nowhere = directory.toString();

        assertThat(ShareProcess.with("forward", "--domain", "x")
                        .environment("PATH", nowhere)
                        .run())
                .isEqualTo(failed("cannot run virsh: it is not installed or does not end; install libvirt's clients, or"
                        + " check --connect"));
        assertThat(ShareProcess.with("forward", "--vm", "x")
                        .environment("PATH", nowhere)
                        .run())
                .isEqualTo(failed("cannot run VBoxManage: it is not installed, not on PATH or does not end; install"
                        + " VirtualBox"));
    }

    @Test
    void verbose_showsTheStackTrace() throws Exception {
        Result result = ShareProcess.run("forward", "-v", "--qmp", "/no/such/socket");

        assertThat(result.err())
                .startsWith("share: --qmp: /no/such/socket: no such socket; ")
                .contains("\tat io.vmshare.");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
