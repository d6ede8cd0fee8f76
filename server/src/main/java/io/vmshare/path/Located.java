package io.vmshare.path;

import io.undertow.util.AttachmentKey;
import java.io.IOException;

/**
 * What a request path led to. A file and a directory are open. Whoever located one closes it, in the same method; who
 * needs it longer {@linkplain #take takes} it and {@linkplain #release releases} it when done.
 */
public abstract class Located implements AutoCloseable {

    /** Where the exchange keeps what it led to. */
    public static final AttachmentKey<Located> KEY = AttachmentKey.create(Located.class);

    /** No such file, or one that is refused: outside the root, hidden, through a forbidden link. They look alike. */
    public static final Located MISSING = new Closed(Kind.MISSING);

    /** There, but not to be read: no right to, or a device, FIFO or socket. */
    public static final Located FORBIDDEN = new Closed(Kind.FORBIDDEN);

    /** The four things a request path can lead to. */
    public enum Kind {
        /** A {@link LocatedFile}. */
        FILE,
        /** A {@link LocatedDirectory}. */
        DIRECTORY,
        /** {@link #MISSING}. */
        MISSING,
        /** {@link #FORBIDDEN}. */
        FORBIDDEN
    }

    private boolean taken;

    Located() {}

    /** Returns which of the four it is. */
    public abstract Kind kind();

    /** Takes over the open part: {@link #close} does nothing from now on, {@link #release} is the caller's to call. */
    public final void take() {
        taken = true;
    }

    /** Closes the open part. */
    public abstract void release() throws IOException;

    @Override
    public final void close() throws IOException {
        if (!taken) {
            release();
        }
    }

    private static final class Closed extends Located {

        private final Kind kind;

        Closed(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public void release() {}
    }
}
