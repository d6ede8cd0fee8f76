package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code forward} through {@code virsh} and {@code VBoxManage}, in whose places stand scripts that write down what they hear. */
@Timeout(60)
class ForwardIT {

    /** Says what the file of the same name as its command says, or fails with what {@code err} says. */
    private static final String VIRSH = """
            #!/bin/sh
            cd "$(dirname "$0")"
            printf '<%s>' "$@" >>said; echo >>said
            [ ! -s err ] || { cat err >&2; exit 1; }
            for last; do :; done
            case "$last" in
                --domain=*) cat state; echo ;;
                'info network') echo 'net0: index=0,type=nic,model=virtio-net-pci,macaddr=52:54:00:12:34:56'
                    echo ' \\ hostnet0: index=0,type=user,net=10.0.2.0,restrict=off' ;;
                'info usernet') echo 'Hub -1 (hostnet0):'; cat rules ;;
                hostfwd_add*) port=${last#*tcp:127.0.0.1:}; port=${port%%-*}
                    [ "$port" != 0 ] || port=45671
                    echo "  TCP[HOST_FORWARD]  11       127.0.0.1 $port       10.0.2.15  8000     0     0" >>rules ;;
                hostfwd_remove*) : >rules; echo "host forwarding rule for ${last##* } removed" ;;
            esac
            echo
            """;

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

    private void fake(String program, String script, String state) throws IOException {
        Path file = Files.writeString(directory.resolve(program), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("said", "rules", "err")) {
            Files.writeString(directory.resolve(name), "");
        }
        Files.writeString(directory.resolve("state"), state);
    }

    private ShareProcess.Setup forward(String... options) {
        List<String> words = new ArrayList<>(List.of("forward"));
        words.addAll(List.of(options));
        return ShareProcess.with(words.toArray(String[]::new))
                .environment("PATH", directory + ":" + System.getenv("PATH"));
    }

    private List<String> said() throws IOException {
        return Files.readAllLines(directory.resolve("said"));
    }

    private static Result failed(String message) {
        return new Result(1, "", "share: " + message + "\n");
    }

    @Test
    void domain_untilTerminated_isForwardedByVirsh() throws Exception {
        fake("virsh", VIRSH, "running");
        String domain = "-odd; $(name)";

        try (ShareProcess forward = forward("--domain", domain, "--connect", "qemu:///session", "--host-port", "0")
                .start()) {
            forward.awaitOut("http://127.0.0.1:45671/\n");
            Result result = forward.stop();

            assertThat(result).isEqualTo(new Result(0, "http://127.0.0.1:45671/\n", ""));
        }
        String run = "<--connect=qemu:///session><qemu-monitor-command><--hmp><--domain=" + domain + ">";
        assertThat(said())
                .contains(
                        "<--connect=qemu:///session><domstate><--domain=" + domain + ">",
                        run + "<hostfwd_add hostnet0 tcp:127.0.0.1:0-:8000>",
                        run + "<hostfwd_remove hostnet0 tcp:127.0.0.1:45671>")
                .noneMatch(line -> !line.startsWith("<--connect=qemu:///session><"));
        assertThat(directory.resolve("rules")).isEmptyFile();
    }

    @Test
    void domain_paused_isForwardedWithANote() throws Exception {
        fake("virsh", VIRSH, "paused");

        try (ShareProcess forward = forward("--domain", "x", "--host-port", "0").start()) {
            forward.awaitOut("http://127.0.0.1:45671/\n");

            assertThat(forward.stop().err())
                    .isEqualTo("share: note: the guest is paused: nothing answers until it runs\n");
        }
        assertThat(said().get(0)).isEqualTo("<domstate><--domain=x>");
    }

    @Test
    void domain_endsWhileForwarded_endsTheProgram() throws Exception {
        fake("virsh", VIRSH, "running");

        try (ShareProcess forward = forward("--domain", "x", "--host-port", "0").start()) {
            forward.awaitOut("http://127.0.0.1:45671/\n");
            Files.writeString(directory.resolve("state"), "shut off");

            assertThat(forward.await())
                    .isEqualTo(new Result(
                            1,
                            "http://127.0.0.1:45671/\n",
                            "share: the guest is gone, and its forward with it: the domain is shut off\n"));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            shut off | ''                                          | --domain: x: the domain is off (shut off); start it: virsh start DOMAIN
            running  | error: failed to get domain 'x'             | --domain: x: no such domain; virsh list --all names them, and --connect says where to look
            running  | error: failed to connect to the hypervisor  | --domain: x: failed to connect to the hypervisor; check --connect, such as qemu:///session or qemu:///system
            """)
    void domain_thatCannotBe_saysWhy(String state, String err, String message) throws Exception {
        fake("virsh", VIRSH, state);
        Files.writeString(directory.resolve("err"), err);

        assertThat(forward("--domain", "x").run()).isEqualTo(failed(message));
    }

    @Test
    void program_notInstalled_saysSo() throws Exception {
        String nowhere = directory.toString();

        assertThat(forward("--domain", "x").environment("PATH", nowhere).run())
                .isEqualTo(failed("cannot run virsh: it is not installed or does not end; install libvirt's clients, or"
                        + " check --connect"));
        assertThat(forward("--vm", "x").environment("PATH", nowhere).run())
                .isEqualTo(failed("cannot run VBoxManage: it is not installed, not on PATH or does not end; install"
                        + " VirtualBox"));
    }

    @Test
    void machine_running_isForwardedUntilTerminated() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "running");

        try (ShareProcess forward = forward("--vm", "my vm", "--host-port", "0").start()) {
            forward.awaitOut("/\n");
            String port = forward.out().replaceFirst(".*:(\\d+)/\n", "$1");
            Result result = forward.stop();

            assertThat(result).isEqualTo(new Result(0, "http://127.0.0.1:" + port + "/\n", ""));
            assertThat(said())
                    .contains(
                            "<showvminfo><my vm><--machinereadable>",
                            "<controlvm><my vm><natpf2><share-" + port + ",tcp,127.0.0.1," + port + ",,8000>",
                            "<controlvm><my vm><natpf2><delete><share-" + port + ">");
        }
    }

    @Test
    void machine_off_isForwardedFromItsNextStart() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "poweroff");

        try (ShareProcess forward = forward("--vm", "vm", "--guest-address", "10.0.3.77", "--host-port", "0")
                .start()) {
            forward.awaitOut("/\n");
            Result result = forward.stop();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err())
                    .startsWith(
                            "share: note: the machine is off (poweroff): the forward is in its settings for the next"
                                    + " start until this program ends\n");
            assertThat(said())
                    .anyMatch(line -> line.matches(
                            "<modifyvm><vm><--natpf2><share-(\\d+),tcp,127\\.0\\.0\\.1,\\1,10\\.0\\.3\\.77,8000>"))
                    .anyMatch(line -> line.matches("<modifyvm><vm><--natpf2><delete><share-\\d+>"));
        }
    }

    @Test
    void machine_rulesThere_areUsedOrRemovedByName() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "running");
        Files.writeString(directory.resolve("rules"), "Forwarding(0)=\"mine,tcp,127.0.0.1,8089,,8000\"\n");

        try (ShareProcess forward = forward("--vm", "vm").start()) {
            forward.awaitOut("http://127.0.0.1:8089/\n");
            assertThat(forward.stop().err())
                    .isEqualTo("share: note: port 8089 is forwarded to the guest:8000 already; it is used and stays\n");
        }
        assertThat(said()).allMatch(line -> line.startsWith("<showvminfo>"));

        assertThat(forward("--vm", "vm", "--remove").run()).isEqualTo(new Result(0, "", ""));
        assertThat(said()).endsWith("<controlvm><vm><natpf2><delete><mine>");
        assertThat(forward("--vm", "vm", "--remove").run())
                .isEqualTo(failed("no forward from 127.0.0.1 to the guest's port 8000; nothing is removed"));
    }

    @Test
    void machine_thatCannotBe_saysWhy() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "running");

        assertThat(forward("--vm", "vm", "--netdev", "1").run())
                .isEqualTo(failed(
                        "--netdev: 1: this adapter is hostonly and forwards nothing; use the guest's own address"));
        assertThat(forward("--vm", "vm", "--netdev", "7").run())
                .isEqualTo(failed("--netdev: 7: the machine has no such adapter; leave it out"));
        Files.writeString(
                directory.resolve("err"), "VBoxManage: error: Could not find a registered machine named 'vm'\n");
        assertThat(forward("--vm", "vm").run())
                .isEqualTo(failed("--vm: vm: no such machine; VBoxManage list vms names them"));
    }

    @Test
    void machine_hostPortTaken_isToldSinceVirtualBoxDoesNot() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "running");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(forward("--vm", "vm", "--host-port", port).run())
                    .isEqualTo(failed("cannot forward 127.0.0.1:" + port + ": port already in use by another program;"
                            + " choose another --host-port"));
            assertThat(said()).allMatch(line -> line.startsWith("<showvminfo>"));
        }
    }

    /** Like slirp's port, this one takes connections all the time. */
    @Test
    void wait_shareThatComesLater_printsTheUrlOnlyThen() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "running");
        try (ServerSocket port = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String rule = "mine,tcp,127.0.0.1," + port.getLocalPort() + ",,8000";
            Files.writeString(directory.resolve("rules"), "Forwarding(0)=\"" + rule + "\"\n");

            try (ShareProcess forward = forward("--vm", "vm", "--wait").start()) {
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
    void target_environment_isUsedUnlessTheCommandLineNamesAnother() throws Exception {
        fake("VBoxManage", VBOXMANAGE, "running");

        assertThat(forward("--remove").environment("SHARE_VM", "vm").run().err())
                .isEqualTo("share: no forward from 127.0.0.1 to the guest's port 8000; nothing is removed\n");
        assertThat(forward("--remove", "--vm", "vm")
                        .environment("SHARE_QMP", "/no/such")
                        .run()
                        .err())
                .isEqualTo("share: no forward from 127.0.0.1 to the guest's port 8000; nothing is removed\n");
    }

    @Test
    void verbose_showsTheStackTrace() throws Exception {
        Result result = forward("-v", "--qmp", "/no/such/socket").run();

        assertThat(result.err())
                .startsWith("share: --qmp: /no/such/socket: no such socket; ")
                .contains("\tat io.vmshare.");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
