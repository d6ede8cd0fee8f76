package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes, made and used by real JVMs: {@code jsa} on those older than 25, {@code aot} from there on. */
@Tag("load") // it need not run on each JDK that runs the tests, for it looks for two
@Timeout(300)
class ClassArchiveIT {

    /** A machine that boots others in tests may take this long for what a quiet one does in 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final String MAKING = "a class archive for the next start is being made";

    /** Per kind one that was made of the jar in {@link #shared}, to be put into other caches. */
    private static final Map<String, Path> MADE = new HashMap<>();

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private Path jar;
    private Path tree;

    @BeforeEach
    void install() throws IOException {
        jar = shared.resolve("share.jar");
        if (!Files.exists(jar)) {
            Files.copy(ShareProcess.jar(), jar);
        }
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Equal for all tests, for an archive is one for this time.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(tree.resolve("hello.txt"), "hello");
    }

    @AfterEach
    void endTraining() throws Exception {
        Deadline.await("end of what a test started", () -> {
            List<ProcessHandle> ours = processes("");
            ours.forEach(ProcessHandle::destroyForcibly);
            return ours.isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_withoutArchive_hasOneMadeForTheNext(String kind) throws Exception {
        Path archive;
        try (ShareProcess share = program(kind, "-v").serve()) {
            archive = awaitArchive(kind);
            assertServes(share);
            assertThat(share.err()).contains(MAKING);
        }
        assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(ArchivePlace.FILE);
        assertThat(Files.getPosixFilePermissions(jvm())).isEqualTo(ArchivePlace.OURS_ALONE);
        awaitEndOfTraining();
        assertThat(names(archive.getParent()))
                .containsExactlyInAnyOrder(archive.getFileName().toString(), "lock");

        try (ShareProcess share = program(kind).serve()) {
            assertServes(share);
            assertThat(maps(share)).contains(archive.toString());
            assertOnlyAccessLog(share);
        }
    }

    @Test
    void training_isDetachedAndOutlivesTheProgram() throws Exception {
        RequiredClient.require("setsid");
        ShareProcess share = program("jsa", "-v").serve();
        share.awaitErr(MAKING);
        Deadline.await("training", () -> !processes(Trainer.class.getName()).isEmpty());
        ProcessHandle trainer = processes(Trainer.class.getName()).get(0);
        String[] stat = stat(trainer.pid());

        assertThat(Long.parseLong(stat[3])).as("session").isNotEqualTo(Long.parseLong(stat(share.pid())[3]));
        assertThat(stat[16]).as("niceness").isEqualTo("19");
        for (int stream = 0; stream < 3; stream++) {
            assertThat(Files.readSymbolicLink(Path.of("/proc/" + trainer.pid() + "/fd/" + stream)))
                    .isEqualTo(Path.of("/dev/null"));
        }
        share.signal("KILL");
        share.await();

        awaitArchive("jsa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_tornArchive_servesAndHasAnotherMade(String kind) throws Exception {
        Path whole = install(kind);
        try (RandomAccessFile file = new RandomAccessFile(whole.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        try (ShareProcess share = program(kind, "-v").serve()) {
            assertServes(share);
            share.awaitErr(MAKING);
            assertThat(maps(share)).doesNotContain(whole.toString());
            assertOnlyBanner(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_emptyArchive_serves(String kind) throws Exception {
        Path whole = install(kind);
        Files.write(whole, new byte[0]);
        Path named = whole.resolveSibling(nameOf(whole) + ".0." + kind);
        Files.move(whole, named); // so that the script takes it

        try (ShareProcess share = program(kind).serve()) {
            assertServes(share);
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_archiveOfOtherContent_serves(String kind) throws Exception {
        Path archive = install(kind);
        Files.write(archive, "no archive".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);

        try (ShareProcess share = program(kind).serve()) {
            assertServes(share);
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_jarWrittenSince_servesAndHasAnotherMade(String kind) throws Exception {
        Path archive = install(kind);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(120)));

        try (ShareProcess share = program(kind, "-v").serve()) {
            assertServes(share);
            share.awaitErr(MAKING);
            assertThat(maps(share)).doesNotContain(archive.toString());
            assertOnlyBanner(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_jarOfAnotherTime_serves(String kind) throws Exception {
        install(kind);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        try (ShareProcess share = program(kind).serve()) {
            assertServes(share);
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_archiveOfAnotherOwner_serves(String kind) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Path archive = install(kind);
        Files.setAttribute(archive, "unix:uid", 65534);

        try (ShareProcess share = program(kind).serve()) {
            assertServes(share);
            assertThat(maps(share)).doesNotContain(archive.toString());
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_severalAtOnce_makeOneThatIsWhole(String kind) throws Exception {
        try (ShareProcess one = program(kind, "-v").serve();
                ShareProcess two = program(kind, "-v").serve();
                ShareProcess three = program(kind, "-v").serve()) {
            Path archive = awaitArchive(kind);
            Deadline.await(
                    "end of training",
                    PATIENCE,
                    () -> processes(Trainer.class.getName()).isEmpty());
            assertServes(one);
            assertServes(two);
            assertServes(three);
            assertThat(names(archive.getParent()))
                    .filteredOn(name -> name.endsWith("." + kind))
                    .hasSize(1);
            try (ShareProcess next = program(kind).serve()) {
                assertServes(next);
                assertThat(maps(next)).contains(archive.toString());
            }
        }
    }

    @Test
    void javaJar_orSwitchedOff_makesNone() throws Exception {
        try (ShareProcess share = program("jsa").serve()) {
            Deadline.await("thread", () -> threads(share).contains("share-archive"));
        }
        try (ShareProcess share = program("jsa", "--no-jvm-archive").serve()) {
            assertThat(threads(share)).contains("share-network").doesNotContain("share-archive");
        }
        try (ShareProcess share =
                program("jsa").environment("SHARE_JVM_ARCHIVE", "false").serve()) {
            assertThat(threads(share)).contains("share-network").doesNotContain("share-archive");
        }
        try (ShareProcess share = program("jsa").command(ShareProcess.command()).serve()) {
            assertThat(threads(share)).contains("share-network").doesNotContain("share-archive");
        }
        assertThat(jvm()).doesNotExist();
    }

    @Test
    void cache_thatCannotBeWritten_isNoMatterButForVerbose() throws Exception {
        try (ShareProcess share =
                program("jsa", "-v").environment("HOME", "/proc").serve()) {
            share.awaitErr("no class archive is made: ");
            assertServes(share);
        }
        try (ShareProcess share = program("jsa", "-v").environment("HOME", "").serve()) {
            assertServes(share);
            assertThat(threads(share)).doesNotContain("share-archive");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void trainer_fullDisk_leavesNothing(String kind) throws Exception {
        Path place = Files.createDirectory(directory.resolve("place"));
        Files.createDirectories(place.resolve("tmp-of-one-that-was-killed/tree"));

        Result result = trainer(kind, place.resolve("x"), "50", "sh", "-c", "ulimit -f 4000; exec \"$@\"", "sh");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("share: no class archive: ").hasLineCount(1);
        assertThat(names(place)).containsExactly("lock");
    }

    @Test
    void trainer_shareThatHangs_isGivenUp() throws Exception {
        Path place = Files.createDirectory(directory.resolve("place"));
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.writeString(bin.resolve("sh"), "#!/bin/sh\nexec sleep 1000\n");
        Files.setPosixFilePermissions(bin.resolve("sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = "PATH=" + bin + ":" + System.getenv("PATH");

        Result result = trainer("jsa", place.resolve("x"), "1", "env", path);

        assertThat(result.exitCode()).isEqualTo(1);
    }

    private Result trainer(String kind, Path beginning, String seconds, String... prefix) throws Exception {
        return ShareProcess.with(Trainer.class.getName(), beginning.toString(), seconds)
                .command(List.of(Jdks.home(kind) + "/bin/java", "-cp", jar.toString()))
                .through(prefix)
                .run();
    }

    private ShareProcess.Setup program(String kind, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-b", "127.0.0.1", "-p", "0", tree.toString()));
        return ShareProcess.with(arguments.toArray(new String[0]))
                .command(List.of(jar.toString()))
                .environment("JAVA_HOME", Jdks.home(kind).toString())
                .environment("HOME", directory.toString())
                .environment("XDG_CACHE_HOME", "");
    }

    private Path jvm() {
        return directory.resolve(".cache/share/jvm");
    }

    /** Puts an archive into the cache of this test; has it made if none was before. */
    private Path install(String kind) throws Exception {
        if (!MADE.containsKey(kind)) {
            try (ShareProcess share = program(kind).serve()) {
                assertServes(share);
                Path archive = awaitArchive(kind);
                awaitEndOfTraining();
                MADE.put(
                        kind,
                        Files.copy(
                                archive,
                                shared.resolve(
                                        jvm().relativize(archive).toString().replace('/', '+'))));
            }
            endTraining();
            return awaitArchive(kind);
        }
        Path made = MADE.get(kind);
        Path archive = jvm().resolve(made.getFileName().toString().replace('+', '/'));
        Files.createDirectories(archive.getParent(), PosixFilePermissions.asFileAttribute(ArchivePlace.OURS_ALONE));
        Files.copy(made, archive);
        Files.setPosixFilePermissions(archive, ArchivePlace.FILE);
        return archive;
    }

    /** Waits until there is an archive as long as its name says. */
    private Path awaitArchive(String kind) throws Exception {
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

    private void awaitEndOfTraining() throws Exception {
        Deadline.await(
                "end of training",
                PATIENCE,
                () -> processes(Trainer.class.getName()).isEmpty());
    }

    private static String nameOf(Path archive) {
        return archive.getFileName().toString().replaceFirst("\\.\\d+\\.\\w+$", "");
    }

    private static void assertServes(ShareProcess share) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + share.port() + "/hello.txt");
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("hello");
    }

    private static void assertOnlyBanner(ShareProcess share) {
        assertThat(share.out()).startsWith("share ").doesNotContain("[warning]", "[error]", "archive", "VM warning");
    }

    private static void assertOnlyAccessLog(ShareProcess share) throws Exception {
        assertOnlyBanner(share);
        share.awaitErr("GET /hello.txt");
        assertThat(share.err().lines()).allMatch(line -> line.contains("\"GET /hello.txt"));
    }

    private static String maps(ShareProcess share) throws IOException {
        return Files.readString(Path.of("/proc/" + share.pid() + "/maps"));
    }

    private static String[] stat(long pid) throws IOException {
        String text = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }

    private static List<String> threads(ShareProcess share) throws Exception {
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

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Returns the processes of this test, by the directory in their command line, that have {@code word} there, too. */
    private List<ProcessHandle> processes(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> {
                    try {
                        String line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
                        return line.contains(directory.toString()) && line.contains(word);
                    } catch (IOException e) {
                        return false; // it ended
                    }
                })
                .toList();
    }
}
