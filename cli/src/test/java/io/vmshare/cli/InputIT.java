package io.vmshare.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonParser;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RequiredClient;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is piped in is shared while it comes, under any name that one file can have. */
@Timeout(120)
class InputIT extends PipedShare {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void pipe_thatHasEnded_isServedOnUntilItIsDelivered() throws Exception {
        byte[] bytes = new byte[5 << 20];
        new Random(3).nextBytes(bytes);
        Files.write(directory.resolve("bytes"), bytes);
        try (ShareProcess share = input("exec \"$@\" < <(cat bytes)", "-", "--name", "disk.img", "--once")
                .serve()) {
            share.awaitErr("share: standard input has ended: disk.img has " + bytes.length + " bytes\n");

            assertThat(share.out())
                    .startsWith("share 0.1.0  standard input, one file  (read-only)   http on port ")
                    .contains("\nFetch:  wget http://10.0.2.2:" + share.port() + "/disk.img ");
            assertThat(get(share, "/").text()).contains("href=\"disk.img\"");
            assertThat(state(share, "/disk.img")).isEqualTo("ended");
            assertThat(temporary).isEmptyDirectory();
            assertThat(get(share, "/disk.img").body()).isEqualTo(bytes);

            Result result = share.await();

            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).hasLineCount(1);
        }
    }

    @Test
    void pipe_thatGrows_isFollowedByCurlAndWget() throws Exception {
        RequiredClient.require("curl");
        RequiredClient.require("wget");
        Path fifo = fifo();
        try (ShareProcess share = input(FROM_FIFO, "-").start()) {
            StringBuilder sent = new StringBuilder();
            try (OutputStream in = Files.newOutputStream(fifo)) {
                share.awaitOut("\nFetch:");
                String url = "http://127.0.0.1:" + share.port() + "/stdin";
                for (String line : List.of("one\n", "", "two\n", "three\n", "")) {
                    in.write(line.getBytes(US_ASCII));
                    sent.append(line);
                    awaitLength(share, "/stdin", sent.length());
                    Command.run(directory, LIMIT, "curl", "-sS", "-C", "-", "-o", "curled", url)
                            .succeeded();
                    Command.run(directory, LIMIT, "wget", "-q", "-c", "-O", "wgot", url)
                            .succeeded();
                    assertThat(directory.resolve("curled")).hasContent(sent.toString());
                    assertThat(directory.resolve("wgot")).hasContent(sent.toString());
                    assertThat(state(share, "/stdin")).isEqualTo("open");
                }
            }
            share.awaitErr("share: standard input has ended: stdin has " + sent.length() + " bytes\n");
            assertThat(state(share, "/stdin")).isEqualTo("ended");
            assertThat(share.stop().exitCode()).isZero();
        }
    }

    /** The loop of the README; it ends when the share does, and that when the input has ended and the loop has all of it. */
    @Test
    void pipe_thatGrows_isFollowedByALoopAndTailToItsEnd() throws Exception {
        RequiredClient.require("curl");
        Path fifo = fifo();
        Path tailed = directory.resolve("tailed");
        try (ShareProcess share = input(FROM_FIFO, "-", "--once").start()) {
            OutputStream in = Files.newOutputStream(fifo);
            share.awaitOut("\nFetch:");
            String loop = "while curl -sS -C - -o copy http://127.0.0.1:" + share.port()
                    + "/stdin; do sleep 0.1; done & tail -n +1 -F copy > tailed & wait %1; kill %2";
            Process follower = new ProcessBuilder("bash", "-c", loop)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("errors").toFile())
                    .start();
            try {
                StringBuilder sent = new StringBuilder();
                for (int i = 0; i < 10; i++) {
                    String line = "line " + i + "\n";
                    in.write(line.getBytes(US_ASCII));
                    sent.append(line);
                    Deadline.await(
                            "line " + i,
                            () -> Files.exists(tailed)
                                    && Files.readString(tailed).contentEquals(sent));
                }
                in.write("the last line\n".getBytes(US_ASCII));
                in.close();
                assertThat(share.await().exitCode()).isZero();
                assertThat(follower.onExit()).succeedsWithin(LIMIT);
                assertThat(directory.resolve("copy")).hasContent(sent + "the last line\n");
            } finally {
                follower.descendants().forEach(ProcessHandle::destroyForcibly);
                follower.destroyForcibly();
            }
        }
    }

    @Test
    void file_redirectedBesideADirectory_isInTheList() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "content");
        Files.createDirectory(directory.resolve("tree"));
        Files.writeString(directory.resolve("tree/x"), "x");
        try (ShareProcess share = input("exec \"$@\" < a.txt", "tree", "-", "--name", "b.txt", "--json")
                .serve()) {
            share.awaitErr("b.txt has 7 bytes");

            JsonArray paths = JsonParser.object().from(share.out()).getArray("paths");
            assertThat(paths).containsExactly(directory.toRealPath() + "/tree", "-");
            assertThat(get(share, "/b.txt").text()).isEqualTo("content");
            assertThat(get(share, "/tree/x").text()).isEqualTo("x");
            assertThat(get(share, "/a.txt").status()).isEqualTo(404);
        }
    }

    @Test
    void name_anyLetters_isServedInAnyLocale() throws Exception {
        String script = "exec \"$@\" - --name \"$(printf '\\303\\274 100%%.txt')\" < <(printf x)";
        try (ShareProcess share = input(script).environment("LC_ALL", "C").serve()) {
            share.awaitErr(".txt has 1 byte\n");

            assertThat(get(share, "/%C3%BC%20100%25.txt").text()).isEqualTo("x");
            assertThat(share.out()).contains("/%C3%BC%20100%25.txt");
        }
    }

    /** Who has all of what came has not all there was. */
    @Test
    void descriptor_thatCannotBeRead_isCutAtOnceAndNothingIsDelivered() throws Exception {
        try (ShareProcess share = input("exec \"$@\" 0> written", "-", "--once").serve()) {
            share.awaitErr("share: stdin ends after 0 bytes, and is served so far: standard input cannot be read");
            assertThat(state(share, "/stdin")).isEqualTo("cut");

            assertThat(get(share, "/stdin").text()).isEmpty();

            assertThat(share.await().exitCode()).isEqualTo(1);
        }
    }

    @Test
    void directory_asInput_isWrongUsage() throws Exception {
        assertThat(input("exec \"$@\" < .", "-").run())
                .isEqualTo(new Result(
                        2, "", "share: cannot share standard input: it is a directory; name it as a path\n"));
    }

    /** The JVM opens files of its own under the number that is free then. */
    @Test
    void input_closed_isWrongUsage() throws Exception {
        assertThat(input("exec \"$@\" <&-", "-").run())
                .isEqualTo(new Result(
                        2, "", "share: cannot share standard input: it is closed; pipe something into it\n"));
    }

    @Test
    void name_brokenText_isWrongUsage() throws Exception {
        Result result = input("exec \"$@\" --name \"$(printf 'a\\377')\" < /dev/null", "-")
                .run();

        assertThat(result.err())
                .startsWith("share: --name: ")
                .contains("a\\xff")
                .hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void terminal_saysThatItWaitsAndEndsWithCtrlD() throws Exception {
        RequiredClient.require("script");
        List<String> words = new ArrayList<>(ShareProcess.command());
        words.addAll(List.of("0", "-b", "127.0.0.1", "-", "--name", "typed.txt"));
        words.add(0, "exec env --default-signal=INT"); // who runs the tests in the background has it ignored
        Process process = new ProcessBuilder("script", "-qec", String.join(" ", words), "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("screen").toFile())
                .start();
        try (OutputStream keys = process.getOutputStream()) {
            awaitScreen("share: what is typed here is shared as typed.txt, until Ctrl-D");
            awaitScreen("Fetch:");
            keys.write("hello\n\u0004".getBytes(UTF_8));
            keys.flush();
            awaitScreen("share: standard input has ended: typed.txt has 6 bytes");
            keys.write(3); // Ctrl-C
            keys.flush();
            assertThat(process.onExit()).succeedsWithin(LIMIT);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void awaitScreen(String text) throws Exception {
        Path screen = directory.resolve("screen");
        Deadline.await(
                text, () -> Files.exists(screen) && Files.readString(screen).contains(text));
    }
}
