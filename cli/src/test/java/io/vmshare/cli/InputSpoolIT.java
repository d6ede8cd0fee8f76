package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is piped in keeps no name on disk, spares what is in memory, and stops before the disk is full. */
@Timeout(120)
class InputSpoolIT extends PipedShare {

    @Test
    void signal_whileInputFlows_endsInOrder() throws Exception {
        Path fifo = fifo();
        try (ShareProcess share = input(FROM_FIFO, "-").start();
                OutputStream in = Files.newOutputStream(fifo)) {
            share.awaitOut("\nFetch:");
            in.write('x');
            in.flush();
            awaitLength(share, "/stdin", 1);

            Result result = share.stop();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    @Test
    void kill_whileInputFlows_leavesNoFile() throws Exception {
        Path fifo = fifo();
        try (ShareProcess share = input(FROM_FIFO, "-").start();
                OutputStream in = Files.newOutputStream(fifo)) {
            share.awaitOut("\nFetch:");
            in.write(new byte[1 << 20]);
            in.flush();
            awaitLength(share, "/stdin", 1 << 20);
            assertThat(spools(share, temporary.toRealPath())).isEqualTo(1);
            assertThat(temporary).as("it has no name while it is open").isEmptyDirectory();

            share.signal("KILL");

            assertThat(share.await().exitCode()).isNotZero();
            assertThat(temporary).isEmptyDirectory();
        }
    }

    /** Returns how many files without a name the program holds open in {@code place}. */
    private static long spools(ShareProcess share, Path place) throws IOException {
        long count = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + share.pid() + "/fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                String target = Files.isSymbolicLink(descriptor)
                        ? Files.readSymbolicLink(descriptor).toString()
                        : "";
                count += target.startsWith(place + "/share-") && target.endsWith(" (deleted)") ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void disk_almostFull_endsTheInputAndTellsItsWriter() throws Exception {
        requireMounts();
        String script =
                "mount -t tmpfs -o size=16m none tmp; mkfifo pipe; (yes > pipe || echo $? > ended) & exec \"$@\" < pipe";
        ShareProcess.Setup setup =
                input(script, "-", "--name", "yes").through("unshare", "-m", "bash", "-ec", script, "bash");
        try (ShareProcess share = setup.serve()) {
            share.awaitErr(temporary + " is almost full; name a larger directory with java -Djava.io.tmpdir=DIR");

            Response answer = get(share, "/yes");
            assertThat(answer.body().length).isBetween(8 << 20, (16 << 20) - (16 << 20) / 20);
            assertThat(answer.text()).startsWith("y\ny\n");
            assertThat(answer.field("Share-Input")).contains("cut");
            assertThat(share.err())
                    .startsWith("share: yes ends after " + answer.body().length + " bytes, and is served so far: ")
                    .hasLineCount(1);
            Deadline.await("the writer has ended", () -> Files.exists(directory.resolve("ended")));
            assertThat(share.stop().exitCode()).isZero();
        }
    }

    private static void requireMounts() throws Exception {
        RequiredClient.require("unshare");
        if (new ProcessBuilder("unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt")
                        .start()
                        .waitFor()
                != 0) {
            RequiredClient.missing("not allowed to mount in a namespace; run the tests as root");
        }
    }

    /** Not even the reserve can be used: a limit on the size of files is like a disk that filled up under way. */
    @Test
    void disk_thatTakesNoMore_endsTheInputWithWhatItTook() throws Exception {
        String script = "ulimit -f 1024; exec \"$@\" < <(head -c 3000000 /dev/zero)";
        try (ShareProcess share = input(script, "-").serve()) {
            share.awaitErr("share: stdin ends after 1048576 bytes, and is served so far: " + temporary
                    + " takes no more; name a larger directory");

            assertThat(get(share, "/stdin").body()).hasSize(1 << 20);
            assertThat(state(share, "/stdin")).isEqualTo("cut");
        }
    }

    /** Many systems have /tmp in memory; what never ends would fill that. */
    @Test
    void temporaryDirectory_inMemory_isSpared() throws Exception {
        requireMounts();
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.set(command.indexOf("-jar") + 1, "/mnt/" + ShareProcess.jar().getFileName());
        String script = "mount --bind '" + ShareProcess.jar().getParent() + "' /mnt;"
                + " mount -t tmpfs -o size=16m none /tmp; cd /; exec \"$@\" < <(printf x)";
        ShareProcess.Setup setup = ShareProcess.with("0", "-b", "127.0.0.1", "--access-log", "none", "-")
                .command(command)
                .through("unshare", "-m", "bash", "-ec", script, "bash");
        try (ShareProcess share = setup.serve()) {
            assertThat(get(share, "/stdin").text()).isEqualTo("x");
            assertThat(spools(share, Path.of("/var/tmp"))).isEqualTo(1);
            assertThat(spools(share, Path.of("/tmp"))).isZero();
        }
    }

    @Test
    void temporaryDirectory_missing_cannotStart() throws Exception {
        Files.delete(temporary);

        Result result = input("exec \"$@\" < /dev/null", "-").run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()) // Java 20 and newer complain of it, too
                .endsWith("share: cannot keep standard input in " + temporary + ": no file can be created there; name"
                        + " another directory with java -Djava.io.tmpdir=DIR -jar share.jar\n");
    }
}
