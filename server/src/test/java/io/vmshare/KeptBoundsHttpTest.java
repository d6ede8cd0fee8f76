package io.vmshare;

import static io.vmshare.KeptTrees.ask;
import static io.vmshare.KeptTrees.awaitEarly;
import static io.vmshare.KeptTrees.kept;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.kept.Kept;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept is old enough, little and soon let go. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KeptBoundsHttpTest {

    @RegisterExtension
    static final KeptTrees trees = new KeptTrees("unused", "polled", "off");

    @Test
    void get_youngFile_isNotKept() throws Exception {
        Path root = trees.resolve("unused/tree");
        ShareServer server = trees.start(root);
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
        Path unused = trees.resolve("unused/tree/dir/file-300000.bin");
        Path polled = trees.resolve("polled/tree/dir/file-300000.bin");
        ShareServer server = trees.start(ShareOptions.builder(trees.resolve("unused/tree"), trees.resolve("polled")));
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
            ShareServer server = trees.start(task);
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
        Path root = Files.createDirectories(trees.resolve("many/tree"));
        for (int i = 0; i < 330; i++) {
            Files.write(
                    root.resolve("open-" + i), Arrays.copyOf(("" + i).getBytes(StandardCharsets.US_ASCII), 140_000));
        }
        for (int i = 0; i < 70; i++) {
            Files.write(
                    root.resolve("chunk-" + i), Arrays.copyOf(("" + i).getBytes(StandardCharsets.US_ASCII), 15_000));
        }
        ShareServer server = trees.start(root);
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
        assertThat(trees.start(ShareOptions.builder(trees.resolve("off")).keepFiles(false))
                        .keptFiles())
                .isEmpty();
    }
}
