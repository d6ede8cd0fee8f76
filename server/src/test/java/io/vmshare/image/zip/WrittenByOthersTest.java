package io.vmshare.image.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vmshare.fixtures.RequiredClient;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.PlacedChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that other programs wrote. */
@Tag("client")
@Timeout(120)
class WrittenByOthersTest {

    private static final Instant MODIFIED = Instant.parse("2023-07-01T10:20:31Z");

    @TempDir
    Path directory;

    @Test
    void infoZip_namesLinksAndTimes_areThere() throws Exception {
        tree();
        Files.createSymbolicLink(directory.resolve("tree/link"), Path.of("sub/ümläut.txt"));
        run(directory.resolve("tree"), "zip", "-qry", "../x.zip", ".");

        try (FileChannel file = FileChannel.open(directory.resolve("x.zip"))) {
            ZipTree tree = ZipTree.open(file, new ImageRoom());

            assertThat(Zips.all(tree))
                    .containsOnly(
                            entry("sub", "/"),
                            entry("sub/ümläut.txt", "text ".repeat(1000)),
                            entry("short", "x"),
                            entry("link", "-> sub/ümläut.txt"));
            assertThat(Zips.at(tree, "short").modified().toInstant()).isEqualTo(MODIFIED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Copy", "Deflate", "Deflate64", "BZip2"})
    void sevenZip_method_isReadAnywhere(String method) throws Exception {
        byte[] source = source();
        Files.createDirectory(directory.resolve("tree"));
        Files.write(directory.resolve("tree/日本.bin"), source);
        run(directory.resolve("tree"), "7z", "a", "-bd", "-tzip", "-mm=" + method, "../x.zip", ".");

        try (FileChannel file = FileChannel.open(directory.resolve("x.zip"))) {
            ImageNode node = Zips.at(ZipTree.open(file, new ImageRoom()), "日本.bin");

            assertThat(Zips.bytes(node)).isEqualTo(source);
            try (SeekableByteChannel channel = node.open()) {
                assertThat(channel instanceof PlacedChannel).isEqualTo(method.equals("Copy"));
                for (int from : new int[] {200_000, 100, 299_990}) {
                    ByteBuffer ten = ByteBuffer.allocate(10);
                    channel.position(from).read(ten);
                    assertThat(ten)
                            .isEqualTo(ByteBuffer.wrap(source, from, 10)
                                    .slice()
                                    .position(10)
                                    .limit(10));
                }
            }
        }
    }

    @Test
    void sevenZip_encrypted_isListedButNotRead() throws Exception {
        tree();
        run(directory.resolve("tree"), "7z", "a", "-bd", "-tzip", "-psecret", "../x.zip", "short");
        run(directory.resolve("tree"), "7z", "a", "-bd", "-tzip", "-psecret", "-mem=AES256", "../x.zip", "sub");

        try (FileChannel file = FileChannel.open(directory.resolve("x.zip"))) {
            assertThat(Zips.all(ZipTree.open(file, new ImageRoom())))
                    .containsOnly(entry("short", "?"), entry("sub", "/"), entry("sub/ümläut.txt", "?"));
        }
    }

    @Test
    void python_zipOfUnknownLength_isRead() throws Exception {
        python("""
                import io, sys, zipfile
                class Pipe(io.RawIOBase):
                    def writable(self): return True
                    def write(self, b): sys.stdout.buffer.write(b); return len(b)
                with zipfile.ZipFile(Pipe(), 'w', zipfile.ZIP_DEFLATED) as z:
                    z.writestr('a/é.txt', 'streamed')
                    with z.open('forced', 'w', force_zip64=True) as f:
                        f.write(b'64 bits')
                """);

        try (FileChannel file = FileChannel.open(directory.resolve("x.zip"))) {
            assertThat(Zips.all(ZipTree.open(file, new ImageRoom())))
                    .containsOnly(entry("a", "/"), entry("a/é.txt", "streamed"), entry("forced", "64 bits"));
        }
    }

    /** A stored entry of 5 GiB, written as a hole: its headers are of 64 bits, and so is what follows it. */
    @Test
    void python_storedEntryOf5GiB_isPlacedAndReadAtItsEnd() throws Exception {
        python("""
                import zipfile, zlib
                SIZE = 5 << 30
                class Hole:
                    def __init__(self, f): self.f = f; self.skip = False
                    def write(self, b):
                        if self.skip: self.f.seek(len(b), 1)
                        else: self.f.write(b)
                        return len(b)
                    def __getattr__(self, name): return getattr(self.f, name)
                f = Hole(open('x.zip', 'w+b'))
                with zipfile.ZipFile(f, 'w') as z:
                    info = zipfile.ZipInfo('big')
                    info.file_size = SIZE
                    with z.open(info, 'w', force_zip64=True) as e:
                        f.skip = True
                        zipfile.crc32 = lambda data, crc=0: 0
                        block = bytes(64 << 20)
                        for i in range(SIZE // len(block)): e.write(block)
                        f.skip = False
                        e.write(b'the end')
                    z.writestr('behind', 'small', zipfile.ZIP_DEFLATED)
                """);

        try (FileChannel file = FileChannel.open(directory.resolve("x.zip"))) {
            ZipTree tree = ZipTree.open(file, new ImageRoom());
            ImageNode big = Zips.at(tree, "big");
            assertThat(big.size()).isEqualTo((5L << 30) + 7);
            try (PlacedChannel channel = (PlacedChannel) big.open()) {
                ByteBuffer last = ByteBuffer.allocate(8);
                channel.position(big.size() - 8).read(last);
                assertThat(new String(last.array(), StandardCharsets.US_ASCII)).isEqualTo("\0the end");
                assertThat(channel.stretches(0, big.size())).hasSize(1);
            }
            assertThat(file.size()).isGreaterThan(5L << 30);
        }
    }

    private void tree() throws IOException {
        Files.createDirectories(directory.resolve("tree/sub"));
        Files.writeString(directory.resolve("tree/sub/ümläut.txt"), "text ".repeat(1000));
        Path small = Files.writeString(directory.resolve("tree/short"), "x");
        Files.setLastModifiedTime(small, FileTime.from(MODIFIED));
    }

    private static byte[] source() {
        byte[] bytes = new byte[300_000];
        Random random = new Random(7);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(8);
        }
        return bytes;
    }

    /** Runs a script in the directory; what it prints goes to {@code x.zip}. */
    private void python(String script) throws Exception {
        Path zip = directory.resolve("x.zip");
        Process process = new ProcessBuilder(RequiredClient.require("python3").toString(), "-c", script)
                .directory(directory.toFile())
                .redirectOutput(zip.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        finish(process);
    }

    private static void run(Path where, String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(command));
        line.set(0, RequiredClient.require(command[0]).toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(where.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C.UTF-8");
        finish(builder.start());
    }

    private static void finish(Process process) throws Exception {
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
