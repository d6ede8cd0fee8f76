package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ReadArchive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are much larger than memory, and of more files than fit into it, in that of a small machine. */
@Tag("load")
@Timeout(180)
@EnabledOnOs(OS.LINUX) // sparse files
class ArchiveLoadIT {

    private static final int FILES = 20;
    private static final long GIB = 1L << 30;
    private static final int CLIENTS = 50;
    private static final int AT_ONCE = 16;

    /** More than the system keeps for a reader that takes nothing. */
    private static final int NOISE_BYTES = 6 * 1024 * 1024;

    /** In memory they take as much as ten times as many with names of usual length. */
    private static final int ENTRIES = 30_000;

    private static final int NAME_BYTES = 240;
    private static final int OF_MANY_AT_ONCE = 8;

    /** Has the kernel drop what comes, since to copy it would take longer than to send it. */
    private static final String COUNT_BYTES = """
            import socket, sys
            connection = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
            connection.sendall(b'GET /sparse/?archive=tar HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')
            head = b''
            while not head.endswith(b'\\r\\n\\r\\n'):
                head += connection.recv(1)
            buffer = bytearray(1 << 20)
            count = read = 0
            while True:
                read = connection.recv_into(buffer, len(buffer), socket.MSG_TRUNC)
                if not read:
                    break
                count += read
            promised = [line for line in head.split(b'\\r\\n') if line.startswith(b'Content-Length: ')]
            print(head.split(b' ')[1].decode(), promised[0].decode().split(' ')[1], count)
            """;

    @TempDir
    static Path directory;

    private static ShareProcess share;

    @BeforeAll
    static void serve() throws Exception {
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.addAll(1, List.of("-Xmx64m", "-XX:MaxDirectMemorySize=32m"));
        share = ShareProcess.with("--port", "0", "--bind", "127.0.0.1", "--access-log", "none")
                .command(command)
                .in(directory)
                .serve();
    }

    @AfterAll
    static void stop() {
        try (ShareProcess ending = share) {
            assertThat(ending.err()).doesNotContain("ERROR", "OutOfMemory");
        }
    }

    @Test
    void tar_twentyGiB_comesWholeIn64MiBOfHeap() throws Exception {
        Command.require("python3");
        Path files = Files.createDirectory(directory.resolve("sparse"));
        Path sparse = files.resolve("file0");
        HostileTree.sparse(sparse, GIB);
        for (int i = 1; i < FILES; i++) {
            Files.createLink(files.resolve("file" + i), sparse); // takes no more of the system's cache
        }

        String port = Integer.toString(share.port());
        String[] words = Command.run(directory, Duration.ofSeconds(150), "python3", "-c", COUNT_BYTES, port)
                .succeeded()
                .out()
                .strip()
                .split(" ", -1);

        assertThat(words[0]).isEqualTo("200");
        assertThat(Long.parseLong(words[1])).isGreaterThan(FILES * GIB);
        assertThat(words[2]).isEqualTo(words[1]);
    }

    @Test
    void get_fiftyAtOnce_areWholeOrRefused() throws Exception {
        byte[] noise = new byte[NOISE_BYTES];
        new Random(7).nextBytes(noise);
        Files.write(Files.createDirectory(directory.resolve("noise")).resolve("noise.bin"), noise);
        List<String> formats = List.of("tar", "zip", "tar.gz");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                sockets.add(ask("/noise/?archive=" + formats.get(i % formats.size())));
            }
            int whole = 0;
            for (int i = 0; i < CLIENTS; i++) {
                String status = head(sockets.get(i).getInputStream()).substring("HTTP/1.0 ".length());
                byte[] body = sockets.get(i).getInputStream().readAllBytes();
                if (status.startsWith("503")) {
                    continue;
                }
                assertThat(status).startsWith("200");
                ReadArchive archive = ReadArchive.of(body, formats.get(i % formats.size()));
                assertThat(archive.entries().values())
                        .anySatisfy(entry -> assertThat(Arrays.equals(entry.content(), noise))
                                .isTrue());
                whole++;
            }
            assertThat(whole).isBetween(AT_ONCE, CLIENTS - 1);
            try (Socket after = ask("/noise/?archive=tar")) {
                assertThat(head(after.getInputStream())).startsWith("HTTP/1.0 200");
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Asks by HTTP/1.0, which has no chunks around the bytes. */
    private static Socket ask(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", share.port()));
        socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after \"" + head + "\"");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    @Test
    void get_moreNamesThanMemory_comesWithoutAPlanOrIsRefused() throws Exception {
        Path many = Files.createDirectory(directory.resolve("many"));
        String rest = "x".repeat(NAME_BYTES);
        for (int i = 0; i < ENTRIES; i++) {
            String start = Long.toHexString(i * 0x9E3779B97F4A7C15L); // they share little
            Files.createFile(many.resolve((start + rest).substring(0, NAME_BYTES)));
        }
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < OF_MANY_AT_ONCE; i++) {
                sockets.add(ask("/many/?archive=tar"));
            }
            List<InputStream> archives = new ArrayList<>();
            for (Socket socket : sockets) { // none is read before all are answered
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
                String head = head(in);
                if (head.startsWith("HTTP/1.0 503")) {
                    assertThat(in.readAllBytes()).asString().contains("large directories");
                } else {
                    assertThat(head).startsWith("HTTP/1.0 200").doesNotContain("Content-Length", "ETag");
                    archives.add(in);
                }
            }
            assertThat(archives).hasSizeBetween(1, OF_MANY_AT_ONCE - 1);
            assertThat(entries(archives.get(0))).isEqualTo(1 + ENTRIES);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            RawHttp.Response zip = http.send("GET /many/?archive=zip HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read();
            assertThat(zip.status()).isEqualTo(503);
            assertThat(zip.text()).contains("ask for tar");
        }
    }

    private static int entries(InputStream in) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            int entries = 0;
            while (tar.getNextEntry() != null) {
                entries++;
            }
            return entries;
        }
    }
}
