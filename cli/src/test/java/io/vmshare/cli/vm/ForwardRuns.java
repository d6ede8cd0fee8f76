package io.vmshare.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs of {@code forward} against a real QEMU. */
final class ForwardRuns {

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/\n");

    private ForwardRuns() {}

    /** Starts a guest whose card is connected to the netdev {@code n0}. */
    static DisklessQemu guest(String netdev, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("-netdev", netdev, "-device", "virtio-net-pci,netdev=n0"));
        options.addAll(List.of(more));
        return DisklessQemu.start(options.toArray(String[]::new));
    }

    /** Returns a run that is not started yet. */
    static ShareProcess.Setup forward(DisklessQemu qemu, String... options) {
        List<String> words = new ArrayList<>(List.of("forward", "--qmp", qemu.socket()));
        words.addAll(List.of(options));
        return ShareProcess.with(words.toArray(String[]::new));
    }

    /** Waits for the URL and returns its port. */
    static int port(ShareProcess forward) throws InterruptedException {
        forward.awaitOut("/\n");
        Matcher url = URL.matcher(forward.out());
        assertThat(url.matches()).as(forward.out()).isTrue();
        return Integer.parseInt(url.group(1));
    }

    /** Checks that a run ended with exit code 1 and one line that has all {@code parts}. */
    static void assertFailed(Result result, String... parts) {
        assertThat(result.err()).contains(parts).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
