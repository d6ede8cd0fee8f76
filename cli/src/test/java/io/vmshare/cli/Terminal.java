package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A real terminal with a shell, as tmux emulates it: what is typed goes in, and what a user would see comes out. Not
 * thread-safe.
 */
final class Terminal implements AutoCloseable {

    private final Path socket;

    private Terminal(Path socket) {
        this.socket = socket;
    }

    /**
     * Opens one in {@code directory}, where it keeps its socket.
     *
     * @param variables more of the shell's environment, such as {@code TERM=dumb}
     */
    static Terminal open(Path directory, int columns, int rows, String... variables) throws Exception {
        RequiredClient.require("tmux");
        RequiredClient.require("bash");
        Terminal terminal = new Terminal(directory.resolve("terminal"));
        List<String> words = new ArrayList<>(List.of("new-session", "-d", "-x", "" + columns, "-y", "" + rows));
        words.addAll(List.of("-c", directory.toString()));
        words.addAll(List.of("env", "PS1=$ ", "LC_ALL=C.UTF-8"));
        words.addAll(List.of(variables));
        words.addAll(List.of("bash", "--norc", "--noprofile"));
        terminal.tmux(words.toArray(String[]::new));
        terminal.await("a prompt", screen -> screen.startsWith("$"));
        return terminal;
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TMUX") || name.startsWith("SHARE_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Path out = Files.createTempFile(socket.getParent(), "tmux", "");
        Process process = builder.redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
        return text;
    }

    /** Types {@code text} and Return. */
    Terminal type(String text) throws Exception {
        tmux("send-keys", "-l", text);
        return press("Enter");
    }

    /** Presses a key, such as {@code C-c}. */
    Terminal press(String key) throws Exception {
        tmux("send-keys", key);
        return this;
    }

    /** Gives the window another size. */
    Terminal resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-x", "" + columns, "-y", "" + rows);
        return this;
    }

    /** Returns what is on the screen, without blanks at the ends of lines. */
    String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p").stripTrailing();
    }

    /** Returns all lines so far, those that wrapped in one piece. */
    String all() throws IOException, InterruptedException {
        String text = tmux("capture-pane", "-p", "-J", "-S", "-");
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** Waits until the screen is as {@code condition} wants it, and returns it. */
    String await(String what, Predicate<String> condition) throws Exception {
        String[] last = {""};
        try {
            Deadline.await(what, () -> {
                last[0] = screen();
                return condition.test(last[0]);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the screen is:\n" + last[0], e);
        }
        return last[0];
    }

    @Override
    public void close() throws IOException {
        try {
            tmux("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
