package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.SleepyFileSystem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checksums of files that change while they are read, for clients that leave, and of disks that are slow. */
@Timeout(120)
class DigestUnsteadyHttpTest {

    @TempDir
    Path directory;

    private final SleepyFileSystem sleepy = new SleepyFileSystem();
    private final AtomicInteger reads = new AtomicInteger();
    private Path file;
    private ShareServer server;

    @BeforeEach
    void start() throws IOException {
        directory = directory.toRealPath();
        Path root = Files.createDirectory(directory.resolve("tree"));
        file = Files.writeString(root.resolve("file"), "version 0");
        server = ShareServer.start(ShareOptions.builder(sleepy.of(root))
                .grace(Duration.ZERO)
                .stallTimeout(Duration.ofSeconds(1))
                .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Threads of one place must not hang in another. */
    @Test
    void getTree_anotherSlowPlace_isAComment() throws IOException {
        try (FileSystem one = Jimfs.newFileSystem(Configuration.unix());
                FileSystem other = Jimfs.newFileSystem(Configuration.unix())) {
            Files.writeString(Files.createDirectory(one.getPath("/one")).resolve("a"), "");
            Files.writeString(Files.createDirectory(other.getPath("/other")).resolve("b"), "");
            server.close();
            server = ShareServer.start(ShareOptions.builder(one.getPath("/one"), other.getPath("/other"))
                    .build());

            assertThat(get("/?digest=md5").text())
                    .startsWith("d41d8cd98f00b204e9800998ecf8427e  one/a\n#")
                    .contains("other", "is on another file system, which may hang")
                    .doesNotContain("other/b");
        }
    }

    private RawHttp connect() throws IOException {
        return RawHttp.connect("127.0.0.1", server.uri().getPort(), Duration.ofSeconds(30));
    }

    private Response get(String target) throws IOException {
        try (RawHttp http = connect()) {
            return http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }

    /** Has the file be another one behind each of the first {@code times} reads. */
    private void changeAtReads(int times) {
        sleepy.beforeRead(() -> {
            int count = reads.incrementAndGet();
            if (count <= times) {
                try {
                    Files.writeString(file, "version " + count);
                    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + count * 1000L));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    private static String sum(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void get_fileThatChangesOnce_isThatOfOneVersion() throws Exception {
        changeAtReads(1);

        Response response = get("/file?digest=sha-256");

        assertThat(response.text()).isEqualTo(sum("version 1") + "  file\n");
        assertThat(get("/file").field("ETag").orElseThrow())
                .startsWith(response.field("ETag").orElseThrow().replaceFirst("-sha-256\"$", ""));
    }

    @Test
    void get_fileThatKeepsChanging_is503() throws Exception {
        changeAtReads(1000);

        Response response = get("/file?digest=sha-256");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.text()).contains("the file changed whenever it was read; try again");
        assertThat(response.field("ETag")).isEmpty();
    }

    /** Nothing would tell later whether it has changed again, so that its bytes may be a mix. */
    @Test
    void get_fileThatChangesAtEachLook_is503AndHasNoField() throws Exception {
        Files.write(file, new byte[3 * 1024 * 1024]);
        sleepy.beforeOpen(() -> {
            try {
                Files.setLastModifiedTime(
                        file, FileTime.fromMillis(1_700_000_000_000L + reads.incrementAndGet() * 1000L));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(get("/file?digest=sha-256").status()).isEqualTo(503);
        assertThat(get("/?digest=sha-256").text()).isEqualTo("# file: changed whenever it was read\n");
        try (RawHttp http = connect()) {
            Response response = http.send("GET /file HTTP/1.1\r\nHost: x\r\nWant-Repr-Digest: sha-256=1\r\n\r\n")
                    .read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.field("ETag")).isEmpty();
            assertThat(response.field("Repr-Digest")).isEmpty();
        }
        Deadline.await("the file is closed", () -> sleepy.open() == 0);
    }

    @Test
    void getTree_fileThatChangesOnce_isThatOfOneVersion() throws Exception {
        changeAtReads(1);

        assertThat(get("/?digest=sha-256").text()).isEqualTo(sum("version 1") + "  file\n");
    }

    @Test
    void getTree_fileThatKeepsChanging_isAComment() throws Exception {
        Files.writeString(file.resolveSibling("steady"), "steady");
        changeAtReads(3);

        assertThat(get("/?digest=sha-256").text())
                .isEqualTo("# file: changed whenever it was read\n" + sum("steady") + "  steady\n");
    }

    /** A list that is cut must not look whole (RFC 9112 §8). */
    @Test
    void getTree_fileSystemThatFails_cutsTheConnection() throws Exception {
        sleepy.beforeRead(() -> {
            throw new IllegalStateException("made in the test");
        });

        assertThatThrownBy(() -> get("/?digest=sha-256")).isInstanceOf(EOFException.class);
        Deadline.await("the file is closed", () -> sleepy.open() == 0);
    }

    /** The head has promised the digest of what its tag speaks of. */
    @Test
    void get_largeFileThatChanges_cutsTheConnection() throws Exception {
        Path large = Files.write(file.resolveSibling("large"), new byte[3 * 1024 * 1024]);
        sleepy.beforeRead(() -> {
            if (reads.incrementAndGet() == 6) {
                try {
                    Files.setLastModifiedTime(large, FileTime.fromMillis(1_700_000_000_000L));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        try (RawHttp http = connect()) {
            http.send("GET /large?digest=sha-256 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(new String(http.readToEnd(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\n");
        }
        Deadline.await("the file is closed", () -> sleepy.open() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/huge?digest=sha-256", "/?digest=sha-256"})
    void get_clientThatLeaves_endsTheReading(String target) throws Exception {
        HostileTree.sparse(file.resolveSibling("huge"), 1L << 40);
        sleepy.beforeRead(reads::incrementAndGet);
        try (RawHttp http = connect()) {
            http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            Deadline.await("it is read", () -> reads.get() > 20);
        }

        Deadline.await("it is read no more", () -> sleepy.open() == 0);
        Deadline.await("the exchange is over", () -> server.exchanges() == 0);
    }

    /** Who reads for longer than a reader may stall has no reader that stalls. */
    @Test
    void get_readingTakesLongerThanTheStallTimeout_isAnswered() throws Exception {
        Path slow = Files.write(file.resolveSibling("slow"), new byte[3 * 1024 * 1024]);
        sleepy.beforeRead(() -> LockSupport.parkNanos(Duration.ofMillis(250).toNanos()));

        assertThat(get("/slow?digest=md5").text())
                .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(slow)))
                        + "  slow\n");
    }

    @Test
    void close_whileFilesAreRead_leavesNoneOpen() throws Exception {
        Path huge = HostileTree.sparse(file.resolveSibling("huge"), 1L << 40);
        sleepy.beforeRead(reads::incrementAndGet);
        try (RawHttp first = connect();
                RawHttp second = connect();
                RawHttp third = connect()) {
            first.send("GET /huge?digest=sha-256 HTTP/1.1\r\nHost: x\r\n\r\n");
            second.send("GET /?digest=sha-256 HTTP/1.1\r\nHost: x\r\n\r\n");
            third.send("GET /huge?digest=md5 HTTP/1.1\r\nHost: x\r\n\r\n");
            Deadline.await("they are read", () -> reads.get() > 50 && server.exchanges() == 3);

            server.close();

            Deadline.await("no file is open", () -> !OpenFiles.includes(huge));
        }
    }

    @Test
    void get_manyLargeFilesAtOnce_leaveTheOthersTheirThreads() throws Exception {
        HostileTree.sparse(file.resolveSibling("huge"), 1L << 40);
        RawHttp[] clients = new RawHttp[100];
        try {
            for (int i = 0; i < clients.length; i++) {
                clients[i] = connect().send("GET /huge?digest=md5 HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(get("/file").text()).isEqualTo("version 0");
            }
        } finally {
            for (RawHttp client : clients) {
                if (client != null) {
                    client.close();
                }
            }
        }
        Deadline.await("all are gone", Duration.ofSeconds(60), () -> sleepy.open() == 0);
    }
}
