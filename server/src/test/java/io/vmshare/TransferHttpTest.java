package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.OpenFiles;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ShareExtension;
import io.vmshare.fixtures.SlowReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies under way: slow readers, stalled readers, readers that leave. */
@Timeout(60)
class TransferHttpTest {

    private static final int SIZE = 32 * 1024 * 1024;

    @RegisterExtension
    final ShareExtension share = ShareExtension.of(options -> options.stallTimeout(Duration.ofMillis(1500)));

    private Path big() throws IOException {
        Path file = share.root().resolve("big");
        byte[] block = new byte[1024 * 1024];
        Random random = new Random(11);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SIZE / block.length; i++) {
                random.nextBytes(block);
                channel.write(ByteBuffer.wrap(block));
            }
        }
        return file;
    }

    @Test
    void get_readerThatTakesNothing_isCutAfterTheStallTimeout() throws Exception {
        big();
        try (SlowReader stalled = SlowReader.get(share, "/big")) {
            stalled.in().readNBytes(1000);
            Path file = share.root().resolve("big");
            Deadline.await("the server closes the file", () -> !OpenFiles.includes(file));
            assertThat(stalled.rest().length).isLessThan(SIZE - 1000);
        }
    }

    @Test
    void get_slowReaderThatKeepsTaking_isNotCut() throws Exception {
        big();
        try (SlowReader slow = SlowReader.get(share, "/big")) {
            InputStream in = slow.in();
            long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            long count = 0;
            while (System.nanoTime() < deadline) {
                count += in.readNBytes(64 * 1024).length;
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
            count += slow.rest().length;
            assertThat(count).isEqualTo(SIZE);
        }
    }

    @Test
    void get_sixtyReadersThatTakeNothing_doNotStopAnother() throws IOException {
        big();
        List<SlowReader> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                stalled.add(SlowReader.get(share, "/big"));
            }
            Files.writeString(share.root().resolve("small"), "quick");
            for (int i = 0; i < 20; i++) {
                try (RawHttp http = share.raw()) {
                    assertThat(http.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n")
                                    .read()
                                    .text())
                            .isEqualTo("quick");
                }
            }
        } finally {
            for (SlowReader reader : stalled) {
                reader.close();
            }
        }
    }

    @Test
    void get_readersThatLeave_leaveNoFileOpen() throws Exception {
        Path file = big();
        for (int i = 0; i < 50; i++) {
            try (SlowReader reader = SlowReader.get(share, "/big")) {
                reader.in().readNBytes(1000);
            }
        }
        Deadline.await("no descriptor of " + file + " is left", () -> !OpenFiles.includes(file));
    }

    @Test
    void close_readerThatTakesNothing_leavesNoFileOpen() throws Exception {
        Path file = big();
        ShareServer server = ShareServer.start(
                ShareOptions.builder(share.root()).grace(Duration.ZERO).build());
        try (SlowReader stalled = SlowReader.get(server.uri().getPort(), "/big")) {
            stalled.in().readNBytes(1000);
            assertThat(OpenFiles.includes(file)).isTrue();

            server.close();

            // A thread that is writing at this moment fails, and closes the file, by itself.
            Deadline.await("no descriptor of " + file + " is left", () -> !OpenFiles.includes(file));
        }
    }
}
