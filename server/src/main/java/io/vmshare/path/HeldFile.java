package io.vmshare.path;

import io.vmshare.image.PlacedChannel.Stretch;
import io.vmshare.path.LocatedFile.Look;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A located file held open beyond its exchange, and what tells whether the path still leads to it as it was. Thread-safe.
 */
public final class HeldFile {

    private static final Logger LOG = LoggerFactory.getLogger(HeldFile.class);

    private final LocatedFile file;
    private final Look look;
    private final Stamp stamp;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Joins the users of {@code file}, which is open. */
    HeldFile(LocatedFile file, Look look, Stamp stamp) {
        this.file = file;
        this.look = look;
        this.stamp = stamp;
        if (!file.join()) {
            throw new IllegalStateException("closed: " + file.name());
        }
    }

    /**
     * Returns whether the path leads to the same file in the same state, and so does what was read from it before this
     * was called. It makes one stat, and once a second walks the way through the fence; neither needs the open file.
     */
    public boolean isUnchanged() {
        try {
            return look.leadsInside() && stamp.equals(look.stampLater());
        } catch (IOException e) {
            return false; // gone, or not to be read any more: who asks anew is told
        }
    }

    /** Returns what has become of the open file, as {@link LocatedFile#change} does. */
    public LocatedFile.Change change() throws IOException {
        return file.change();
    }

    /** Returns whether {@code other} was located in the same state. */
    public boolean isOf(LocatedFile other) {
        return other.isIn(stamp);
    }

    /** Returns the name it was asked for by. */
    public Name name() {
        return file.name();
    }

    /** Returns where {@code count} bytes from {@code position} lie in files that are open until the {@link #end}. */
    public List<Stretch> stretches(long position, long count) {
        return file.stretches(position, count);
    }

    /** Ends the hold; the last who uses the file closes it. */
    public void end() {
        if (ended.compareAndSet(false, true)) {
            try {
                file.leave();
            } catch (IOException e) {
                LOG.debug("Cannot close {}", file.name(), e);
            }
        }
    }
}
