package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.fixtures.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program as a user has it who starts the jar itself: with a home, in which archives are cached, and a tree to share. */
final class InstalledShare {

    static final String MAKING = "a class archive for the next start is being made";

    /** A machine that boots others in tests may take this long for what a quiet one does in 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final Path jar;
    private final Path home;
    private final Path tree;

    private InstalledShare(Path jar, Path home, Path tree) {
        this.jar = jar;
        this.home = home;
        this.tree = tree;
    }

    /** Returns {@code jar} with {@code home}, by whose path all that it starts is known. */
    static InstalledShare of(Path jar, Path home) throws IOException {
        Path tree = Files.createDirectories(home.resolve("tree"));
        Files.writeString(tree.resolve("hello.txt"), "hello");
        return new InstalledShare(jar, home, tree);
    }

    /** Returns the jar in {@code directory}; puts it there if it is not, and sets its time. */
    static Path jarIn(Path directory) throws IOException {
        Path jar = directory.resolve("share.jar");
        if (!Files.exists(jar)) {
            Executables.copy(ShareProcess.jar(), jar);
        }
        // Equal for all tests, for an archive is one for this time.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        return jar;
    }

    /** Returns a run of the jar by its script, with the JDK whose archives are of {@code kind}. */
    ShareProcess.Setup program(String kind, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-b", "127.0.0.1", "-p", "0", tree.toString()));
        return ShareProcess.with(arguments.toArray(new String[0]))
                .command(List.of(jar.toString()))
                .environment("JAVA_HOME", Jdks.home(kind).toString())
                .environment("HOME", home.toString())
                .environment("XDG_CACHE_HOME", "");
    }

    /** Returns the directory of all archives. */
    Path jvm() {
        return home.resolve(".cache/share/jvm");
    }

    /** Waits until there is an archive as long as its name says. */
    Path awaitArchive(String kind) throws Exception {
        List<Path> found = new ArrayList<>();
        Deadline.await("archive", PATIENCE, () -> {
            if (Files.isDirectory(jvm())) {
                try (Stream<Path> files = Files.walk(jvm(), 2)) {
                    files.filter(file -> file.toString().endsWith("." + size(file) + "." + kind))
                            .forEach(found::add);
                } catch (UncheckedIOException e) {
                    return false; // a file vanished meanwhile
                }
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitEndOfTraining() throws Exception {
        Deadline.await(
                "end of training",
                PATIENCE,
                () -> processes(Trainer.class.getName()).isEmpty());
    }

    /** Ends all that was started with this home. */
    void endAll() throws Exception {
        Deadline.await("end of what a test started", () -> {
            List<ProcessHandle> ours = processes("");
            ours.forEach(ProcessHandle::destroyForcibly);
            return ours.isEmpty();
        });
    }

    static void assertServes(ShareProcess share) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + share.port() + "/hello.txt");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("hello");
    }

    static void assertOnlyBanner(ShareProcess share) {
        assertThat(share.out()).startsWith("share ").doesNotContain("[warning]", "[error]", "archive", "VM warning");
    }

    static void assertOnlyAccessLog(ShareProcess share) throws Exception {
        assertOnlyBanner(share);
        share.awaitErr("GET /hello.txt");
        assertThat(share.err().lines()).allMatch(line -> line.contains("\"GET /hello.txt"));
    }

    static String maps(ShareProcess share) throws IOException {
        return Files.readString(Path.of("/proc/" + share.pid() + "/maps"));
    }

    static List<String> threads(ShareProcess share) throws Exception {
        List<String> names = new ArrayList<>();
        Deadline.await("all threads", () -> {
            names.clear();
            try (Stream<Path> tasks = Files.list(Path.of("/proc/" + share.pid() + "/task"))) {
                for (Path task : tasks.toList()) {
                    names.add(Files.readString(task.resolve("comm")).strip());
                }
            } catch (IOException e) {
                return false; // one ended meanwhile
            }
            return names.contains("share-network"); // which begins last but one
        });
        return names;
    }

    static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Returns the processes of this home, by the path in their command line, that have {@code word} there, too. */
    List<ProcessHandle> processes(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> {
                    try {
                        String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
                        return line.contains(home.toString()) && line.contains(word);
                    } catch (IOException e) {
                        return false; // it ended
                    }
                })
                .toList();
    }
}
