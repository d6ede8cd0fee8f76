package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.fixtures.Deadline;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files of a provider whose channels are its own: {@code transferTo} of such a one may try until all is taken. */
@Timeout(60)
class ForeignFileSystemHttpTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final byte[] GET = "GET /disk.img HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void get_readersThatPause_keepNoThread() throws Exception {
        List<Socket> readers = new ArrayList<>();
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path root = Files.createDirectory(memory.getPath("/guest"));
            Files.write(root.resolve("disk.img"), new byte[64 * MEGABYTE]);
            ShareOptions options =
                    ShareOptions.builder(root).grace(Duration.ZERO).build();
            try (ShareServer share = ShareServer.start(options)) {
                // How much the two sockets of a connection hold grows with what was read; one of these stops midway.
                for (int megabytes = 1; megabytes <= 16; megabytes++) {
                    Socket reader = new Socket("127.0.0.1", share.uri().getPort());
                    readers.add(reader);
                    reader.getOutputStream().write(GET);
                    assertThat(reader.getInputStream().readNBytes(megabytes * MEGABYTE))
                            .hasSize(megabytes * MEGABYTE);
                }
                Deadline.await("no thread is busy with a reader that takes nothing", () -> !isCopying());
            }
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
    }

    private static boolean isCopying() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("share /guest"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().startsWith("com.google.common.jimfs."));
    }
}
