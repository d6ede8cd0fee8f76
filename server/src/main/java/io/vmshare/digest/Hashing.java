package io.vmshare.digest;

import io.vmshare.path.LocatedFile;
import io.vmshare.send.Representation;
import io.vmshare.send.SteadyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A representation on its way through a hash function, piece by piece. What comes out is the digest of one version, the one
 * that its validators speak of. Not thread-safe.
 */
final class Hashing {

    /** A shorter file that grows meanwhile is as quickly read again. */
    private static final int SHORT_BYTES = 64 * 1024;

    /** That a file was written to or cut while it was read, so that what was read may be a mix. */
    static final class FileChangedException extends IOException {

        private static final long serialVersionUID = 1L;

        FileChangedException() {
            super("the file changed while it was read");
        }
    }

    private final Algorithm algorithm;
    private final MessageDigest digest;
    private final Optional<LocatedFile> file;
    private final Optional<Object> version;
    private final @Nullable SteadyFile steady;
    private long position;

    /**
     * Begins with {@code source}, which is to stay open; it may block.
     *
     * @throws FileChangedException if it was being changed when it was opened
     */
    Hashing(Representation source, Algorithm algorithm) throws IOException {
        checkSteady(source);
        this.algorithm = algorithm;
        this.digest = algorithm.begin();
        this.file = source.file();
        this.version = file.flatMap(LocatedFile::version); // now: later it may look as if it had long been the same
        this.steady = file.isPresent() && file.get().length() > SHORT_BYTES
                ? new SteadyFile(file.get(), file.get().length())
                : null;
        source.bytes().ifPresent(digest::update);
        if (file.isEmpty() && source.bytes().isEmpty()) {
            throw new IllegalArgumentException("neither a file nor in memory: " + source);
        }
    }

    /** Refuses what was being changed when it was opened: nothing would tell later whether it has changed again. */
    static void checkSteady(Representation source) throws FileChangedException {
        if (!source.file().map(LocatedFile::isSteady).orElse(true)) {
            throw new FileChangedException();
        }
    }

    /**
     * Reads on until the end or, after at least one piece, until {@code deadline} by {@link System#nanoTime}.
     *
     * @return whether all has been read
     * @throws FileChangedException if it has another content by now
     */
    boolean goOn(ByteBuffer buffer, long deadline) throws IOException {
        if (file.isEmpty()) {
            return true;
        }
        LocatedFile source = file.get();
        SeekableByteChannel channel = source.channel();
        while (position < source.length()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), source.length() - position));
            int read = channel.position(position).read(buffer);
            if (read < 0) {
                throw new FileChangedException();
            }
            digest.update(buffer.flip());
            position += read;
            if (position < source.length() && System.nanoTime() - deadline >= 0) {
                return false;
            }
        }
        boolean same = steady == null ? source.change() == LocatedFile.Change.NONE : steady.isSame();
        if (!same) {
            throw new FileChangedException();
        }
        return true;
    }

    /** Returns the version of the file whose digest this is; empty if nobody could tell it from another. */
    Optional<Object> version() {
        return version;
    }

    /** Returns how much of a file has been read. */
    long position() {
        return position;
    }

    /** Returns the hash function. */
    Algorithm algorithm() {
        return algorithm;
    }

    /** Returns the digest, once, when all has been read. */
    byte[] digest() {
        return digest.digest();
    }
}
