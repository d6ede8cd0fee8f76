package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that lie about their size, and what else may be opened in a file's place. */
@Timeout(30)
@EnabledOnOs(OS.LINUX)
class PseudoFileTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 16_384, 65_536})
    void content_ordinaryFile_isTheFile(int size) throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[size]);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(PseudoFile.content(channel, size, true)).isEmpty();
            assertThat(PseudoFile.content(channel, size, false)).isEmpty();
            assertThat(channel.position()).isZero();
        }
    }

    /** Somebody writes to it: then it has the length that was promised, or the connection is cut. */
    @ParameterizedTest(name = "{0} bytes, once {1}")
    @CsvSource({"5, 0", "5000, 4096", "100, 4096", "4096, 0"})
    void content_ordinaryFileThatWasOfAnotherSize_isTheFile(int size, int before) throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[size]);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(PseudoFile.content(channel, before, true)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/proc/version", "/proc/self/cmdline", "/proc/self/limits", "/sys/devices/system/cpu/online"})
    void content_fileThatTheKernelMakes_isItsBytes(String path) throws IOException {
        Path file = Path.of(path);
        assumeTrue(Files.isReadable(file), "no " + file);
        try (FileChannel channel = FileChannel.open(file)) {
            Optional<SeekableByteChannel> content = PseudoFile.content(channel, channel.size(), true);

            assertThat(content).isPresent();
            ByteBuffer bytes = ByteBuffer.allocate(100_000);
            content.get().read(bytes);
            assertThat(bytes.flip()).isEqualTo(ByteBuffer.wrap(Files.readAllBytes(file)));
            assertThat(content.get().size()).isEqualTo(bytes.limit());
        }
    }

    @Test
    void content_longFileThatTheKernelMakes_isRefused() throws IOException {
        Path file = Path.of("/proc/kallsyms");
        assumeTrue(Files.isReadable(file) && Files.readAllBytes(file).length > PseudoFile.MAX_BYTES, "no long " + file);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThatThrownBy(() -> PseudoFile.content(channel, 0, true)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void content_fileThatFails_fails() throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of("/proc/self/mem"))) {
            assertThatThrownBy(() -> PseudoFile.content(channel, 0, true)).isExactlyInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void content_fifo_isNoFile(boolean steady) throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        try (FileChannel writer = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel channel = FileChannel.open(fifo)) {
            writer.write(ByteBuffer.wrap(new byte[] {1}));
            assertThatThrownBy(() -> PseudoFile.content(channel, 0, steady)).isInstanceOf(NoSuchFileException.class);
        }
    }

    /** Linux opens directories as files, too, if one comes there in time. */
    @Test
    void content_directory_isNoFile() throws IOException {
        try (FileChannel channel = FileChannel.open(directory)) {
            assertThatThrownBy(() -> PseudoFile.content(channel, channel.size(), false))
                    .isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void memory_position_movesWithinTheBytes() throws IOException {
        SeekableByteChannel memory = new MemoryChannel(new byte[] {1, 2, 3});
        ByteBuffer two = ByteBuffer.allocate(2);

        assertThat(memory.position(1).read(two)).isEqualTo(2);
        assertThat(two.array()).containsExactly(2, 3);
        assertThat(memory.position()).isEqualTo(3);
        assertThat(memory.read(two.clear())).isEqualTo(-1);
        assertThat(memory.position(0).position()).isZero();
        assertThat(memory.position(1).read(ByteBuffer.allocate(9))).isEqualTo(2);
        assertThat(memory.position(99).read(two.clear())).isEqualTo(-1);
        assertThat(memory.size()).isEqualTo(3);
        assertThatThrownBy(() -> memory.position(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> memory.write(two)).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> memory.truncate(0)).isInstanceOf(NonWritableChannelException.class);
        memory.close();
        assertThat(memory.isOpen()).isFalse();
        assertThatThrownBy(() -> memory.read(two)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(memory::size).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(memory::position).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> memory.position(0)).isInstanceOf(ClosedChannelException.class);
    }
}
