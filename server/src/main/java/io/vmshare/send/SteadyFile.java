package io.vmshare.send;

import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a file that is being sent or read is still the one that its entity tag speaks of. One that has only grown is: a
 * log goes on while it is read. It has only grown if what was its end when the sending began is still there.
 */
public final class SteadyFile {

    private static final Logger LOG = LoggerFactory.getLogger(SteadyFile.class);

    private static final int SAMPLE_BYTES = 4096;

    private final LocatedFile file;
    private final long end;
    private final long sample;

    /**
     * Looks at the end of what will be sent; it may block.
     *
     * @param end the position after the last byte that will be sent
     */
    public SteadyFile(LocatedFile file, long end) throws IOException {
        this.file = file;
        this.end = end;
        this.sample = file.modified() == null || !file.mayGrow() ? 0 : sample();
    }

    /**
     * Checks the file, when all has been read and the last bytes have not been sent.
     *
     * @throws IOException if it is another one by now, so that the bytes may be a mix
     */
    void check() throws IOException {
        if (!isSame()) {
            throw cut("the file changed while it was sent");
        }
    }

    /** Returns whether what has been read of it is what the entity tag speaks of, as far as can be told; it may block. */
    public boolean isSame() throws IOException {
        LocatedFile.Change change = file.change();
        return change == LocatedFile.Change.NONE || (change == LocatedFile.Change.LONGER && sample() == sample);
    }

    /** Tells the owner that a download ends early, and returns what ends it. */
    IOException cut(String why) {
        LOG.warn("Cut a download of {}: {}", file.name(), why);
        return new IOException(why);
    }

    private long sample() throws IOException {
        long start = Math.max(end - SAMPLE_BYTES, 0);
        ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
        SeekableByteChannel channel = file.channel().position(start);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        CRC32C sum = new CRC32C();
        sum.update(bytes.flip());
        return sum.getValue();
    }
}
