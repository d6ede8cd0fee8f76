package io.vmshare.path;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files whose size is not that of their content, as in {@code /proc} (0) and {@code /sys} (a page): the kernel makes the
 * content when it is read. They are read into memory, since only then is their length known.
 */
final class PseudoFile {

    /** The sizes that such files give: nothing, or a page, which Linux has in these sizes. */
    private static final Set<Long> SUSPECT = Set.of(0L, 4096L, 16_384L, 65_536L);

    /** More than this is refused. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(PseudoFile.class);

    private PseudoFile() {}

    /**
     * Returns the content of an open file that has another length than {@code size}, or empty if it is as long as it says.
     * It may block where the kernel waits for content.
     *
     * @param steady whether the file's name led to one and the same regular file before and after the open
     * @throws NoSuchFileException if something else was opened than a file
     * @throws AccessDeniedException if the content is longer than {@link #MAX_BYTES}
     * @throws IOException if it cannot be read
     */
    static Optional<SeekableByteChannel> content(SeekableByteChannel file, long size, boolean steady)
            throws IOException {
        boolean suspect = SUSPECT.contains(size);
        if (!(file instanceof FileChannel channel) || (steady && !suspect)) {
            return Optional.empty();
        }
        if (!isFile(channel, steady)) {
            throw new NoSuchFileException("a file", null, "something else came there while it was opened");
        }
        // A size that has changed was none that lies: somebody writes to the file.
        return suspect && lies(channel, size) && channel.size() == size ? Optional.of(read(channel)) : Optional.empty();
    }

    /** A FIFO that came there for the moment of the open has no position; a directory has one, and no bytes. */
    private static boolean isFile(FileChannel channel, boolean steady) {
        try {
            if (channel.position() == 0 && !steady) {
                hasByteAt(channel, 0);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean lies(FileChannel channel, long size) throws IOException {
        return hasByteAt(channel, size) || (size > 0 && !hasByteAt(channel, size - 1));
    }

    private static boolean hasByteAt(FileChannel channel, long position) throws IOException {
        return channel.read(ByteBuffer.allocate(1), position) > 0;
    }

    private static SeekableByteChannel read(FileChannel channel) throws IOException {
        byte[] bytes = new byte[8192];
        int length = 0;
        while (true) {
            int read = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length), length);
            if (read <= 0) {
                return new MemoryChannel(Arrays.copyOf(bytes, length));
            }
            length += read;
            if (length > MAX_BYTES) {
                LOG.debug("Refused a file that hides its size and has more than {} bytes", MAX_BYTES);
                throw new AccessDeniedException("a file that hides its size", null, "too long");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
    }
}
