package io.vmshare.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code forward} through a real libvirt, whose domain has a name that could be taken for something else. */
@Tag("vm")
@Timeout(120)
class VirshForwardIT {

    private static final String NAME = "-odd; name";

    private static ShareProcess.Setup forward(LibvirtSession session, String domain, String... options) {
        List<String> words = new ArrayList<>(List.of("forward", "--domain", domain));
        words.addAll(List.of("--connect", "qemu:///session", "--host-port", "0"));
        words.addAll(List.of(options));
        return session.join(ShareProcess.with(words.toArray(String[]::new)));
    }

    @Test
    void forward_sessionDomain_lastsUntilTheProgramOrTheDomainEnds() throws Exception {
        try (LibvirtSession session = LibvirtSession.start(NAME)) {
            try (ShareProcess forward = forward(session, NAME).start()) {
                forward.awaitOut("/\n");
                assertThat(session.ask("info usernet")).containsPattern("127\\.0\\.0\\.1 +\\d+ +10\\.0\\.2\\.15 +8000");

                Result result = forward.stop();

                assertThat(result.err()).isEmpty();
                assertThat(result.exitCode()).isZero();
                assertThat(session.ask("info usernet")).doesNotContain("HOST_FORWARD");
            }

            assertThat(forward(session, NAME, "--netdev", "net0").run())
                    .isEqualTo(failed("--netdev: net0: no such netdev; there is hostnet0"));
            assertThat(forward(session, "other").run())
                    .isEqualTo(failed("--domain: other: no such domain; virsh list --all names them, and --connect says"
                            + " where to look"));

            try (ShareProcess forward = forward(session, NAME).start()) {
                forward.awaitOut("/\n");
                session.destroy();

                assertThat(forward.await().exitCode()).isEqualTo(1);
                assertThat(forward.err()).startsWith("share: the guest is gone").hasLineCount(1);
            }
        }
    }

    private static Result failed(String message) {
        return new Result(1, "", "share: " + message + "\n");
    }
}
