package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RequiredClient;
import io.vmshare.fixtures.SlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The view of downloads under way, as a terminal shows it. */
@Timeout(120)
class LiveViewIT {

    private static final int LARGE = 64 << 20;
    private static final Pattern PORT = Pattern.compile("http on port (\\d+)");
    private static final Pattern ROW = Pattern.compile("(?m)^ +\\d+%  .*large.iso$");

    @TempDir
    private Path directory;

    private Path shared;

    @BeforeEach
    void fill() throws IOException {
        RequiredClient.require("tmux");
        shared = Files.createDirectory(directory.resolve("shared"));
        HostileTree.sparse(shared.resolve("large.iso"), LARGE);
        Files.writeString(shared.resolve("small.txt"), "small");
    }

    /** Starts a share in the terminal and returns its port. */
    private int serve(Terminal terminal, String options) throws Exception {
        StringBuilder script = new StringBuilder("exec");
        for (String word : ShareProcess.command()) {
            script.append(" '").append(word).append('\'');
        }
        script.append(" 0 -b 127.0.0.1 -d '").append(shared).append("' \"$@\"\n");
        Path run = Files.writeString(directory.resolve("run"), script);
        terminal.type("clear; sh " + run + " " + options);
        terminal.await("the banner", screen -> screen.contains("Fetch:"));
        Matcher port = PORT.matcher(terminal.all());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private static void ask(int port, String path) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", port)) {
            assertThat(http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    private static boolean hasRow(String screen) {
        return ROW.matcher(screen).find();
    }

    private static int rows(String screen) {
        return (int) ROW.matcher(screen).results().count();
    }

    @Test
    void download_underWay_isShownUntilItIsALineOfTheLog() throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "");
            assertThat(threads(port)).as("it sleeps until there is a download").contains("share-live");
            try (SlowReader reader = SlowReader.get(port, "/large.iso")) {
                assertThat(reader.in().readNBytes(LARGE / 2)).hasSize(LARGE / 2);
                Pattern half = Pattern.compile("(?m)^ +[56]\\d%  .*  127\\.0\\.0\\.1  large\\.iso$");
                terminal.await("half of it", text -> half.matcher(text).find());
                terminal.await("stalled", text -> text.contains("%     stalled "));

                ask(port, "/small.txt");
                String screen =
                        terminal.await("a line above", text -> text.contains("\"GET /small.txt HTTP/1.1\" 200 5"));
                assertThat(rows(screen)).isEqualTo(1);
                assertThat(screen.indexOf("/small.txt")).isLessThan(screen.indexOf("stalled"));

                assertThat(reader.rest()).hasSize(LARGE / 2);
            }
            String screen = terminal.await("no row", text -> text.endsWith("\"GET /large.iso HTTP/1.1\" 200 " + LARGE));
            assertThat(rows(screen)).isZero();
            assertThat(screen.lines().filter(line -> line.startsWith("127.0.0.1 - - ")))
                    .hasSize(2);
        }
    }

    @Test
    void log_manyLinesWhileShown_areAllThereOnce() throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "");
            try (SlowReader reader = SlowReader.get(port, "/large.iso")) {
                terminal.await("a row", LiveViewIT::hasRow);
                for (int i = 0; i < 200; i++) {
                    ask(port, "/small.txt?" + i);
                }
                terminal.await("the last line", text -> text.contains("/small.txt?199 "));
                assertThat(reader.rest()).hasSize(LARGE);
            }
            terminal.await("no row", text -> text.endsWith("\"GET /large.iso HTTP/1.1\" 200 " + LARGE));
            String all = terminal.all();
            for (int i = 0; i < 200; i++) {
                assertThat(all).containsOnlyOnce("\"GET /small.txt?" + i + " HTTP/1.1\" 200 5\n");
            }
            assertThat(rows(all)).isZero();
        }
    }

    @Test
    void window_narrowerAndWiderAgain_isFollowed() throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "");
            try (SlowReader reader = SlowReader.get(port, "/large.iso")) {
                assertThat(reader.in().readNBytes(LARGE / 2)).hasSize(LARGE / 2);
                terminal.await("a row", text -> text.contains("127.0.0.1  large.iso"));

                terminal.resize(40, 12);
                String screen =
                        terminal.await("a short row", text -> hasRow(text) && !text.contains("127.0.0.1  large.iso"));
                assertThat(rows(screen)).isEqualTo(1);

                terminal.resize(20, 5);
                terminal.await("a shorter row", text -> text.matches("(?s).*\\d+%  large.iso"));

                terminal.resize(110, 30);
                screen = terminal.await("a long row", text -> text.contains("127.0.0.1  large.iso"));
                assertThat(rows(screen)).isEqualTo(1);
            }
        }
    }

    @Test
    void interrupt_twiceWhileShown_leavesAPromptAndNothingElse() throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "--grace 1h");
            try (SlowReader reader = SlowReader.get(port, "/large.iso")) {
                terminal.await("a row", LiveViewIT::hasRow);

                terminal.press("C-c");
                String screen = terminal.await(
                        "a message above", text -> text.contains("waiting for 1 download under way") && hasRow(text));
                assertThat(rows(screen)).isEqualTo(1);

                terminal.press("C-c");
                terminal.await("a prompt", text -> text.endsWith("\n$"));
                assertThat(reader.rest()).hasSizeLessThan(LARGE);
            }
            terminal.type("echo status=$?");
            String screen = terminal.await("an exit code", text -> text.contains("\nstatus=0\n"));
            assertThat(rows(screen)).isZero();
        }
    }

    @Test
    void termination_whileShown_leavesAPromptAndTheLog() throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "--grace 0s &");
            terminal.type("fg");
            try (SlowReader reader = SlowReader.get(port, "/large.iso")) {
                terminal.await("a row", LiveViewIT::hasRow);
                processOf(port).destroy();
                String screen = terminal.await("a prompt", text -> text.endsWith("\n$"));

                assertThat(rows(screen)).isZero();
                assertThat(screen).contains("\"GET /large.iso HTTP/1.1\" 200 ");
                assertThat(reader.rest()).hasSizeLessThan(LARGE);
            }
        }
    }

    @Test
    void stopKeyAndForeground_takeTheViewOffAndOn() throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "");
            try (SlowReader reader = SlowReader.get(port, "/large.iso")) {
                terminal.await("a row", LiveViewIT::hasRow);

                terminal.press("C-z");
                String screen = terminal.await("a prompt", text -> text.contains("Stopped") && text.endsWith("\n$"));
                assertThat(rows(screen)).isZero();

                terminal.type("bg");
                terminal.type("echo in the background");
                screen = terminal.await("an echo", text -> text.contains("\nin the background\n"));
                assertThat(rows(screen)).isZero();

                terminal.type("fg");
                screen = terminal.await("a row again", LiveViewIT::hasRow);
                assertThat(rows(screen)).isEqualTo(1);
                assertThat(screen).contains("\nin the background\n");
                assertThat(reader.rest()).hasSize(LARGE);
            }
            terminal.await("no row", text -> text.endsWith("\"GET /large.iso HTTP/1.1\" 200 " + LARGE));
        }
    }

    @Test
    void severalClients_haveARowEachAndNamesDoNothing() throws Exception {
        String name = "%1B%5B2J%0D%E2%80%AE%E6%97%A5e%CC%81%22%3E%3Cscript%3Elarge.iso";
        HostileTree.sparse(HostileTree.resolve(shared, name), LARGE);
        try (Terminal terminal = Terminal.open(directory, 100, 30)) {
            int port = serve(terminal, "");
            try (SlowReader hostile = SlowReader.get(port, "/" + name)) {
                assertThat(hostile.length()).isEqualTo(LARGE);
                try (SlowReader plain = SlowReader.get(port, "/large.iso")) {
                    assertThat(plain.length()).isEqualTo(LARGE);
                    terminal.await("two rows", text -> rows(text) == 2);
                }
                String screen = terminal.await("one row", text -> rows(text) == 1);
                assertThat(screen)
                        .contains("  \\x1b[2J\\x0d\\u202e\u65e5e\u0301\"><script>large.iso")
                        .contains("Fetch:");
            }
            terminal.await("no row", text -> rows(text) == 0);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"TERM=dumb, ''", "X=x, --no-progress", "X=x, 2>err"})
    void view_notWantedOrNoTerminal_isNotEvenThere(String variable, String options) throws Exception {
        try (Terminal terminal = Terminal.open(directory, 100, 30, variable)) {
            int port = serve(terminal, options);
            ask(port, "/small.txt");

            assertThat(threads(port)).contains("share-network").doesNotContain("share-live");
        }
    }

    /** Returns the program that listens on {@code port}. */
    private ProcessHandle processOf(int port) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().arguments().stream().flatMap(Stream::of).anyMatch(shared.toString()::equals))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no program on port " + port));
    }

    private List<String> threads(int port) throws Exception {
        List<String> names = new ArrayList<>();
        Path tasks = Path.of("/proc/" + processOf(port).pid() + "/task");
        Deadline.await("all threads", () -> {
            names.clear();
            try (Stream<Path> all = Files.list(tasks)) {
                for (Path task : all.toList()) {
                    names.add(Files.readString(task.resolve("comm")).strip());
                }
            } catch (IOException e) {
                return false; // one ended meanwhile
            }
            return names.contains("share-network"); // which begins last
        });
        return names;
    }
}
