package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.TreeZip;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import io.vmshare.template.TemplateOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing kept is ever served once it is not so any more. A change is made when the file before it has been kept, and the very
 * next answer shows it.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KeptFilesHttpTest {

    /** In memory; in a chunk; open. */
    private static final int[] SIZES = {1000, 60_000, 300_000};

    private static Path all;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /** What is done to {@code file}, and the status that shows it at once. */
    private enum Change {
        REWRITTEN_IN_PLACE_WITH_ITS_TIME_SET_BACK(200) {
            @Override
            void make(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(new byte[100]), 10);
                }
                Files.setLastModifiedTime(file, time);
            }
        },
        REPLACED_BY_ONE_OF_THE_SAME_SIZE_AND_TIME(200) {
            @Override
            void make(Path file) throws IOException {
                Path next = Files.write(file.resolveSibling("next"), new byte[(int) Files.size(file)]);
                Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        CUT_SHORT(200) {
            @Override
            void make(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(500);
                }
            }
        },
        GROWN(200) {
            @Override
            void make(Path file) throws IOException {
                Files.write(file, new byte[1], StandardOpenOption.APPEND);
            }
        },
        EMPTIED(200) {
            @Override
            void make(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        DELETED(404) {
            @Override
            void make(Path file) throws IOException {
                Files.delete(file);
            }
        },
        DELETED_AND_MADE_AGAIN(200) {
            @Override
            void make(Path file) throws IOException {
                byte[] bytes = new byte[(int) Files.size(file)];
                FileTime time = Files.getLastModifiedTime(file);
                Files.delete(file);
                Files.write(file, bytes); // often in the same inode
                Files.setLastModifiedTime(file, time);
            }
        },
        A_DIRECTORY(301) {
            @Override
            void make(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        A_FIFO(403) {
            @Override
            void make(Path file) throws IOException, InterruptedException {
                Files.delete(file);
                Fifo.create(file);
            }
        },
        A_LINK_INSIDE(200) {
            @Override
            void make(Path file) throws IOException {
                Files.writeString(file.resolveSibling("other"), "other");
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("other"));
            }
        },
        A_LINK_OUT(404) {
            @Override
            void make(Path file) throws IOException {
                Path root = file.getParent().getParent();
                Path outside = Files.move(file, root.resolveSibling(file.getFileName() + ".outside"));
                Files.createSymbolicLink(file, outside);
            }
        },
        DIRECTORY_RENAMED_AWAY(404) {
            @Override
            void make(Path file) throws IOException {
                Files.move(file.getParent(), file.getParent().resolveSibling("away"));
            }
        },
        DIRECTORY_REPLACED(200) {
            @Override
            void make(Path file) throws IOException, InterruptedException {
                DIRECTORY_RENAMED_AWAY.make(file);
                Files.createDirectory(file.getParent());
                Files.writeString(file, "another");
            }
        };

        private final int status;

        Change(int status) {
            this.status = status;
        }

        abstract void make(Path file) throws IOException, InterruptedException;
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    /** All that the tests change, made at once, so that it is old enough when the first has waited. */
    @BeforeAll
    static void fill() throws IOException {
        all = Files.createTempDirectory("kept").toRealPath();
        List<String> names = new ArrayList<>(List.of(
                "moved",
                "inside",
                "swapped",
                "hidden",
                "one",
                "two",
                "index",
                "templates",
                "siblings",
                "unused",
                "polled",
                "readable",
                "off"));
        for (Change change : Change.values()) {
            names.add(change.name());
        }
        for (String name : names) {
            Path directory = Files.createDirectories(all.resolve(name).resolve("tree/dir"));
            for (int size : SIZES) {
                Files.write(directory.resolve("file-" + size + ".bin"), content(size));
            }
            Files.write(directory.resolve("text.txt"), content(2000));
            Files.write(directory.resolve("index.html"), content(2000));
            Files.writeString(directory.resolve("answers.ks"), "no name in it");
            Files.writeString(directory.resolve(".dotfile"), "hidden");
        }
        for (String name : List.of("one", "two")) {
            TreeZip.stored()
                    .with("entry", content(name.equals("one") ? 4000 : 4001))
                    .with("same", name.getBytes(StandardCharsets.US_ASCII))
                    .writeTo(all.resolve(name).resolve("tree/image.zip"));
        }
    }

    @AfterAll
    static void delete() throws IOException {
        HostileTree.delete(all);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private ShareServer start(ShareOptions.Builder options) {
        ShareServer server = ShareServer.start(options.grace(Duration.ZERO).build());
        opened.add(server);
        return server;
    }

    private ShareServer start(Path root) {
        return start(ShareOptions.builder(root));
    }

    private static Response ask(ShareServer server, String target, String... fieldLines) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            return http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n")
                    .read();
        }
    }

    private static KeptFiles kept(ShareServer server) {
        return server.keptFiles().orElseThrow();
    }

    /** Asks until an answer was made of a kept file, and returns that. */
    private static Response awaitEarly(ShareServer server, String target) throws Exception {
        Response[] last = new Response[1];
        Deadline.await(target + " is kept", () -> {
            long before = Kept.answers(kept(server));
            last[0] = ask(server, target);
            return Kept.answers(kept(server)) > before;
        });
        return last[0];
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void get_keptFileChanged_isTheNewStateAtOnce(Change change) throws Exception {
        for (int size : SIZES) {
            Path root = all.resolve(change.name()).resolve("tree");
            Path file = root.resolve("dir/file-" + size + ".bin");
            ShareServer server = start(root);
            Response before = awaitEarly(server, "/dir/" + file.getFileName());
            assertThat(before.body()).isEqualTo(content(size));

            change.make(file);
            Response after = ask(server, "/dir/" + file.getFileName());

            assertThat(after.status()).as("%s of %s", change, file).isEqualTo(change.status);
            if (after.status() == 200) {
                assertThat(after.body()).isEqualTo(Files.readAllBytes(file));
            }
            Path away = root.resolve("away");
            if (Files.exists(away)) {
                if (Files.exists(root.resolve("dir"))) {
                    HostileTree.delete(root.resolve("dir"));
                }
                Files.move(away, root.resolve("dir"));
            }
        }
    }

    /** A stat of a file tells nothing of this: the file outside is the one that was inside. The way is walked once a second. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_directoryMovedOutAndLinkedBack_isRefusedWithinASecond(boolean keepFiles) throws Exception {
        Path top = all.resolve(keepFiles ? "moved" : "off");
        Path directory = top.resolve("tree/dir");
        ShareServer server = start(ShareOptions.builder(top.resolve("tree")).keepFiles(keepFiles));
        for (int size : SIZES) {
            if (keepFiles) {
                awaitEarly(server, "/dir/file-" + size + ".bin");
            } else {
                ask(server, "/dir/file-" + size + ".bin");
            }
        }

        Files.move(directory, top.resolve("outside"));
        Files.createSymbolicLink(directory, top.resolve("outside"));
        long moved = System.nanoTime();

        for (int size : SIZES) {
            String target = "/dir/file-" + size + ".bin";
            Deadline.await("refused", () -> {
                long asked = System.nanoTime(); // before the request, so that a busy machine does not count
                boolean refused = ask(server, target).status() == 404;
                assertThat(refused || (keepFiles && asked - moved < 1_000_000_000L))
                        .as("%s after %s ms", target, (asked - moved) / 1_000_000)
                        .isTrue();
                return refused;
            });
        }
    }

    @Test
    void get_directoryReplacedByALinkInside_isWhatTheLinkLeadsTo() throws Exception {
        Path root = all.resolve("inside/tree");
        ShareServer server = start(root);
        awaitEarly(server, "/dir/text.txt");
        Files.move(root.resolve("dir"), root.resolve("away"));
        Files.createDirectory(root.resolve("other"));
        Files.writeString(root.resolve("other/text.txt"), "other");
        Files.createSymbolicLink(root.resolve("dir"), Path.of("other"));

        assertThat(ask(server, "/dir/text.txt").text()).isEqualTo("other");
    }

    /** As releases are switched. */
    @Test
    void get_rootIsALinkThatIsSwitched_isTheNewReleaseAtOnce() throws Exception {
        Path top = all.resolve("swapped");
        Path other = Files.createDirectories(top.resolve("release/dir"));
        Files.writeString(other.resolve("text.txt"), "new release");
        Path current = Files.createSymbolicLink(top.resolve("current"), Path.of("tree"));
        ShareServer server = start(current);
        awaitEarly(server, "/dir/text.txt");

        Path next = Files.createSymbolicLink(top.resolve("next"), Path.of("release"));
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask(server, "/dir/text.txt").text()).isEqualTo("new release");
    }

    @Test
    void get_fileThatIsARootAndALinkThatIsSwitched_isTheNewOneAtOnce() throws Exception {
        Path top = all.resolve("swapped");
        Path current = Files.createSymbolicLink(top.resolve("latest.bin"), Path.of("tree/dir/file-1000.bin"));
        ShareServer server = start(current);
        assertThat(awaitEarly(server, "/latest.bin").body()).hasSize(1000);

        Path next = Files.createSymbolicLink(top.resolve("latest.next"), Path.of("tree/dir/file-60000.bin"));
        Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask(server, "/latest.bin").body()).hasSize(60_000);
    }

    @Test
    void get_unreadableSince_isRefusedAtOnceUnlessWeReadEverything() throws Exception {
        Path root = all.resolve("readable/tree");
        Path file = root.resolve("dir/text.txt");
        ShareServer server = start(root);
        awaitEarly(server, "/dir/text.txt");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

        assertThat(ask(server, "/dir/text.txt").status()).isEqualTo(Files.isReadable(file) ? 200 : 403);
        assertThat(Kept.holds(kept(server), "/dir/text.txt")).isFalse();
    }

    @Test
    void get_hiddenName_isKeptWhereItIsServedOnly() throws Exception {
        Path root = all.resolve("hidden/tree");
        ShareServer shows = start(root);
        ShareServer hides = start(ShareOptions.builder(root).hidden(false));
        awaitEarly(shows, "/dir/.dotfile");
        awaitEarly(hides, "/dir/text.txt");

        assertThat(ask(hides, "/dir/.dotfile").status()).isEqualTo(404);
        assertThat(ask(hides, "/dir/%2edotfile").status()).isEqualTo(404);
    }

    @Test
    void get_indexFileThatDoesNotStandForItsDirectory_isSentWhateverTheDateSays() throws Exception {
        Path root = all.resolve("index/tree");
        ShareServer server = start(ShareOptions.builder(root).index(false));
        awaitEarly(server, "/dir/text.txt"); // so old is the other one, too
        String date = "If-Modified-Since: Fri, 06 Nov 2099 08:49:37 GMT";

        for (int i = 0; i < 3; i++) {
            assertThat(ask(server, "/dir/index.html", date).status()).isEqualTo(200);
        }
        assertThat(ask(server, "/dir/text.txt", date).status()).isEqualTo(304);
    }

    @Test
    void get_templateThatGetsANameToReplace_isFilledInAtOnce() throws Exception {
        Path root = all.resolve("templates/tree");
        ShareServer server = start(ShareOptions.builder(root).templates(TemplateOptions.of("*.ks")));
        awaitEarly(server, "/dir/answers.ks");

        Files.writeString(root.resolve("dir/answers.ks"), "${share.host}");

        assertThat(ask(server, "/dir/answers.ks").text()).isEqualTo("x");
        assertThat(ask(server, "/dir/answers.ks").text()).isEqualTo("x");
    }

    @Test
    void get_compressedFileThatAppearsBeside_isSentAtOnceToThoseWhoAcceptIt() throws Exception {
        Path root = all.resolve("siblings/tree");
        ShareServer server = start(ShareOptions.builder(root).precompressed(true));
        awaitEarly(server, "/dir/text.txt");

        Files.writeString(root.resolve("dir/text.txt.br"), "compressed");

        Response coded = ask(server, "/dir/text.txt", "Accept-Encoding: br");
        assertThat(coded.field("Content-Encoding")).contains("br");
        assertThat(coded.text()).isEqualTo("compressed");
        assertThat(ask(server, "/dir/text.txt").body()).isEqualTo(content(2000));
    }

    @Test
    void get_imageReplacedByAnother_isTheOthersEntryAtOnce() throws Exception {
        Path image = all.resolve("one/tree/image.zip");
        ShareServer server = start(all.resolve("one/tree"));
        assertThat(awaitEarly(server, "/image.zip/same").text()).isEqualTo("one");
        assertThat(awaitEarly(server, "/image.zip/entry").body()).hasSize(4000);

        Files.move(all.resolve("two/tree/image.zip"), image, StandardCopyOption.ATOMIC_MOVE);

        assertThat(ask(server, "/image.zip/same").text()).isEqualTo("two");
        assertThat(ask(server, "/image.zip/entry").body()).hasSize(4001);
    }

    @Test
    void get_youngFile_isNotKept() throws Exception {
        Path root = all.resolve("unused/tree");
        ShareServer server = start(root);
        Path file = root.resolve("dir/young.txt");
        Files.writeString(file, "young");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:11:12Z"))); // its ctime is now

        ask(server, "/dir/young.txt");

        boolean young = Files.getAttribute(file, "unix:ctime") instanceof FileTime changed
                && changed.toInstant().isAfter(Instant.now().minusMillis(1500));
        assertThat(Kept.holds(kept(server), "/dir/young.txt") && young).isFalse();
    }

    /** Also if somebody goes on asking for what is not there any more. */
    @Test
    void file_deletedOrUnused_isClosedWithinSeconds() throws Exception {
        Path unused = all.resolve("unused/tree/dir/file-300000.bin");
        Path polled = all.resolve("polled/tree/dir/file-300000.bin");
        ShareServer server = start(ShareOptions.builder(all.resolve("unused/tree"), all.resolve("polled")));
        String target = "/polled/tree/dir/file-300000.bin";
        awaitEarly(server, target);
        awaitEarly(server, "/tree/dir/file-300000.bin");
        awaitEarly(server, "/tree/dir/file-60000.bin");
        assertThat(OpenFiles.includes(unused)).isTrue();
        assertThat(OpenFiles.includes(polled)).isTrue();
        assertThat(Kept.chunksTaken(kept(server))).isEqualTo(1);

        Files.delete(polled);
        Path deleted = Path.of(polled + " (deleted)");
        assertThat(OpenFiles.includes(deleted)).isTrue();

        Deadline.await("both are closed", () -> {
            assertThat(ask(server, target, "Range: bytes=0-1,5-6").status()).isEqualTo(404);
            return !OpenFiles.includes(deleted) && !OpenFiles.includes(unused);
        });
        Deadline.await("nothing is kept", () -> Kept.files(kept(server)) == 0);
        assertThat(Kept.open(kept(server))).isZero();
        assertThat(Kept.inChunks(kept(server))).isZero();
        assertThat(Kept.chunksTaken(kept(server))).isZero();
    }

    /** An empty file of the kernel's gets content without a trace in size and time. */
    @Test
    void get_emptyFileOfTheKernel_isNeverStale() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "read go; sleep 60 & echo started; wait").start();
        try (OutputStream in = shell.getOutputStream()) {
            String name = "children";
            Path task = Path.of("/proc/" + shell.pid() + "/task/" + shell.pid());
            if (!Files.exists(task.resolve(name))) {
                return; // a kernel without it
            }
            ShareServer server = start(task);
            long asked = System.nanoTime();
            Deadline.await("it is old enough to be kept", () -> {
                assertThat(ask(server, "/" + name).text()).isEmpty();
                return System.nanoTime() - asked > 2_500_000_000L;
            });

            in.write('\n');
            in.flush();
            shell.getInputStream().read();

            assertThat(ask(server, "/" + name).text()).isNotEmpty();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        }
    }

    /** More than may be open, than there are chunks: some are let go, and every answer is right. */
    @Test
    void files_moreThanAreKept_areBoundedAndRight() throws Exception {
        Path root = Files.createDirectories(all.resolve("many/tree"));
        for (int i = 0; i < 330; i++) {
            Files.write(
                    root.resolve("open-" + i), Arrays.copyOf(("" + i).getBytes(StandardCharsets.US_ASCII), 140_000));
        }
        for (int i = 0; i < 70; i++) {
            Files.write(
                    root.resolve("chunk-" + i), Arrays.copyOf(("" + i).getBytes(StandardCharsets.US_ASCII), 15_000));
        }
        ShareServer server = start(root);
        awaitEarly(server, "/chunk-69");
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 400; i++) {
                    boolean isOpen = i < 330;
                    int number = isOpen ? i : i - 330;
                    http.send("GET /" + (isOpen ? "open-" : "chunk-") + number
                            + " HTTP/1.1\r\nHost: x\r\nRange: bytes=0-14999\r\n\r\n");
                    assertThat(http.read().body())
                            .isEqualTo(Arrays.copyOf(("" + number).getBytes(StandardCharsets.US_ASCII), 15_000));
                    assertThat(Kept.open(kept(server))).isLessThanOrEqualTo(256);
                    assertThat(Kept.inChunks(kept(server))).isLessThanOrEqualTo(32);
                    assertThat(Kept.chunksTaken(kept(server))).isLessThanOrEqualTo(64);
                }
            }
        }
        assertThat(Kept.files(kept(server))).isBetween(200, 288);
    }

    @Test
    void server_withKeepFilesOff_keepsNothing() {
        assertThat(start(ShareOptions.builder(all.resolve("off")).keepFiles(false))
                        .keptFiles())
                .isEmpty();
    }
}
