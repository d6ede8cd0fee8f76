package io.vmshare.cli;

import static io.vmshare.cli.PipedShare.awaitLength;
import static io.vmshare.cli.PipedShare.get;
import static io.vmshare.cli.PipedShare.state;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonParser;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is piped in is shared while it comes, under any name that one file can have. */
@Timeout(120)
class InputIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path temporary;

    @BeforeEach
    void makeTemporaryDirectory() throws IOException {
        RequiredClient.require("bash");
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    private ShareProcess.Setup input(String script, String... arguments) {
        return PipedShare.setup(directory, temporary, script, arguments);
    }

    @Test
    void pipe_thatHasEnded_isServedOn() throws Exception {
        try (ShareProcess share = input("exec \"$@\" < <(printf 'hello\\n')", "-", "--name", "dmesg.txt")
                .serve()) {
            share.awaitErr("share: standard input has ended: dmesg.txt has 6 bytes\n");

            assertThat(share.out())
                    .startsWith("share 0.1.0  standard input, one file  (read-only)   http on port ")
                    .contains("\nFetch:  wget http://10.0.2.2:" + share.port() + "/dmesg.txt ");
            assertThat(get(share, "/dmesg.txt").text()).isEqualTo("hello\n");
            assertThat(get(share, "/").text()).contains("href=\"dmesg.txt\"");
            assertThat(state(share, "/dmesg.txt")).isEqualTo("ended");
            assertThat(temporary).isEmptyDirectory();
            Result result = share.stop();
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).hasLineCount(1);
        }
    }

    @Test
    void pipe_thatGrows_isFollowedByCurlAndWget() throws Exception {
        RequiredClient.require("curl");
        RequiredClient.require("wget");
        Path fifo = directory.resolve("fifo");
        Fifo.create(fifo);
        try (ShareProcess share = input("exec \"$@\" < fifo", "-").start()) {
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

    /** The loop of the README, which ends when the share does. */
    @Test
    void pipe_thatGrows_isFollowedByALoopAndTail() throws Exception {
        RequiredClient.require("curl");
        Path fifo = directory.resolve("fifo");
        Fifo.create(fifo);
        Path tailed = directory.resolve("tailed");
        try (ShareProcess share = input("exec \"$@\" < fifo", "-").start();
                OutputStream in = Files.newOutputStream(fifo)) {
            share.awaitOut("\nFetch:");
            String loop = "while curl -sS -C - -o copy http://127.0.0.1:" + share.port()
                    + "/stdin; do sleep 0.1; done & tail -n +1 -F copy > tailed & wait %1; kill %2";
            Process follower = new ProcessBuilder("bash", "-c", loop)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("errors").toFile())
                    .start();
            try {
                StringBuilder sent = new StringBuilder();
                for (int i = 0; i < 20; i++) {
                    String line = "line " + i + "\n";
                    in.write(line.getBytes(US_ASCII));
                    sent.append(line);
                    Deadline.await(
                            "line " + i,
                            () -> Files.exists(tailed)
                                    && Files.readString(tailed).contentEquals(sent));
                }
                assertThat(share.stop().exitCode()).isZero();
                assertThat(follower.onExit()).succeedsWithin(LIMIT);
            } finally {
                follower.descendants().forEach(ProcessHandle::destroyForcibly);
                follower.destroyForcibly();
            }
        }
    }

    @Test
    void pipe_anyBytes_areExact() throws Exception {
        byte[] bytes = new byte[5 << 20];
        new Random(3).nextBytes(bytes);
        Files.write(directory.resolve("bytes"), bytes);
        try (ShareProcess share =
                input("exec \"$@\" < <(cat bytes)", "-", "--name", "disk.img").serve()) {
            share.awaitErr("disk.img has " + bytes.length + " bytes");

            assertThat(get(share, "/disk.img").body()).isEqualTo(bytes);
        }
    }

    @Test
    void file_redirected_isShared() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "content");
        try (ShareProcess share =
                input("exec \"$@\" < a.txt", "-", "--name", "b.txt").serve()) {
            share.awaitErr("b.txt has 7 bytes");

            assertThat(get(share, "/b.txt").text()).isEqualTo("content");
            assertThat(get(share, "/a.txt").status()).isEqualTo(404);
        }
    }

    @Test
    void pipe_besideADirectory_isInTheList() throws Exception {
        Files.createDirectory(directory.resolve("tree"));
        Files.writeString(directory.resolve("tree/x"), "x");
        try (ShareProcess share = input("exec \"$@\" < <(printf in)", "tree", "-", "--name", "log")
                .serve()) {
            share.awaitErr("log has 2 bytes");

            assertThat(share.out()).contains("2 paths: " + directory.toRealPath() + "/tree, standard input  (read");
            assertThat(get(share, "/log").text()).isEqualTo("in");
            assertThat(get(share, "/tree/x").text()).isEqualTo("x");
        }
    }

    @Test
    void json_standardInput_isADash() throws Exception {
        try (ShareProcess share =
                input("exec \"$@\" < /dev/null", "-", "--json").serve()) {
            assertThat(JsonParser.object()
                            .from(share.stop().out())
                            .getArray("paths")
                            .getString(0))
                    .isEqualTo("-");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"C", "C.UTF-8"})
    void name_anyLetters_isServedInAnyLocale(String locale) throws Exception {
        String script = "exec \"$@\" - --name \"$(printf '\\303\\274 100%%.txt')\" < <(printf x)";
        try (ShareProcess share = input(script).environment("LC_ALL", locale).serve()) {
            share.awaitErr(".txt has 1 byte\n");

            assertThat(get(share, "/%C3%BC%20100%25.txt").text()).isEqualTo("x");
            assertThat(share.out()).contains("/%C3%BC%20100%25.txt");
        }
    }

    @Test
    void descriptor_thatCannotBeRead_isCutAtOnce() throws Exception {
        try (ShareProcess share = input("exec \"$@\" 0> written", "-").serve()) {
            share.awaitErr("share: stdin ends after 0 bytes, and is served so far: standard input cannot be read");

            assertThat(state(share, "/stdin")).isEqualTo("cut");
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

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"a/b", "/etc/passwd", "..", ".", "", "a\nb", "a\\b", "\u001b[2J", "a\tb"})
    void name_thatIsNoFiles_isWrongUsage(String name) throws Exception {
        Result result = input("exec \"$@\" < /dev/null", "-", "--name", name).run();

        assertThat(result.err())
                .startsWith("share: --name: ")
                .endsWith("; write it like dmesg.txt\n")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
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
    void name_inTheEnvironmentWithoutInput_isIgnored() throws Exception {
        try (ShareProcess share = ShareProcess.with("0", "-b", "127.0.0.1")
                .in(directory)
                .environment("SHARE_NAME", "x")
                .serve()) {
            assertThat(get(share, "/tmp/").status()).isEqualTo(200);
        }
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
