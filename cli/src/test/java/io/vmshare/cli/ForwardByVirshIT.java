package io.vmshare.cli;

import static io.vmshare.cli.FakeProgram.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code forward} through {@code virsh}. */
@Tag("vm")
@Timeout(60)
class ForwardByVirshIT {

    /** Says what the file of the same name as its command says, or fails with what {@code err} says. */
    private static final String VIRSH = """
            #!/bin/sh
            cd "$(dirname "$0")"
            printf '<%s>' "$@" >>said; echo >>said
            [ ! -s err ] || { cat err >&2; exit 1; }
            for last; do :; done
            case "$last" in
                uri) if [ -s uri ]; then cat uri; else echo qemu:///session; fi ;;
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

    @TempDir
    private Path directory;

    @Test
    void domain_untilTerminated_isForwardedByVirsh() throws Exception {
        FakeProgram virsh = FakeProgram.install(directory, "virsh", VIRSH, "running");
        String domain = "-odd; $(name)";

        try (ShareProcess forward = virsh.forward(
                        "--domain", domain, "--connect", "qemu:///session", "--host-port", "0")
                .start()) {
            forward.awaitOut("http://127.0.0.1:45671/\n");
            Result result = forward.stop();

            assertThat(result).isEqualTo(new Result(0, "http://127.0.0.1:45671/\n", ""));
        }
        String run = "<--connect=qemu:///session><qemu-monitor-command><--hmp><--domain=" + domain + ">";
        assertThat(virsh.said())
                .contains(
                        "<--connect=qemu:///session><domstate><--domain=" + domain + ">",
                        run + "<hostfwd_add hostnet0 tcp:127.0.0.1:0-:8000>",
                        run + "<hostfwd_remove hostnet0 tcp:127.0.0.1:45671>")
                .noneMatch(line -> !line.startsWith("<--connect=qemu:///session><"));
        assertThat(virsh.rules()).isEmpty();
    }

    @Test
    void domain_paused_isForwardedWithANote() throws Exception {
        FakeProgram virsh = FakeProgram.install(directory, "virsh", VIRSH, "paused");

        try (ShareProcess forward =
                virsh.forward("--domain", "x", "--host-port", "0").start()) {
            forward.awaitOut("http://127.0.0.1:45671/\n");

            assertThat(forward.stop().err())
                    .isEqualTo("share: note: the guest is paused: nothing answers until it runs\n");
        }
        assertThat(virsh.said().subList(0, 2)).containsExactly("<uri>", "<domstate><--domain=x>");
    }

    @Test
    void domain_endsWhileForwarded_endsTheProgram() throws Exception {
        FakeProgram virsh = FakeProgram.install(directory, "virsh", VIRSH, "running");

        try (ShareProcess forward =
                virsh.forward("--domain", "x", "--host-port", "0").start()) {
            forward.awaitOut("http://127.0.0.1:45671/\n");
            virsh.set("state", "shut off");

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
        FakeProgram virsh = FakeProgram.install(directory, "virsh", VIRSH, state);
        virsh.set("err", err);

        assertThat(virsh.forward("--domain", "x").run()).isEqualTo(failed(message));
    }

    @Test
    void domain_onAnotherMachine_isRefusedSinceItsLoopbackIsNotHere() throws Exception {
        FakeProgram virsh = FakeProgram.install(directory, "virsh", VIRSH, "running");
        virsh.set("uri", "qemu+ssh://host.example/system");

        assertThat(virsh.forward("--domain", "x").run())
                .isEqualTo(failed("--domain: x: libvirt is on another machine (qemu+ssh://host.example/system), whose"
                        + " 127.0.0.1 is not this one's; run this there"));
        assertThat(virsh.said()).containsExactly("<uri>");
    }
}
