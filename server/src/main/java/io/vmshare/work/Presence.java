package io.vmshare.work;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether anybody still waits for long work, asked by who does it. An end of the connection is no proof: who has nothing else
 * to ask may close his direction and want the answer (RFC 9112 §9.6). So nobody is suspected before some silence, and what is
 * soon made reaches him. One thread at a time.
 */
public final class Presence {

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Looking costs a call of the system, asking whether it is time for that nothing. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final BooleanSupplier closed;
    private final LongSupplier nanoTime;
    private long lookAt;

    /**
     * Begins now.
     *
     * @param closed whether the client has closed its end of the connection, as far as can be told
     */
    public Presence(BooleanSupplier closed) {
        this(closed, System::nanoTime);
    }

    /** Begins now, by a clock as {@link System#nanoTime} is. */
    public Presence(BooleanSupplier closed, LongSupplier nanoTime) {
        this.closed = closed;
        this.nanoTime = nanoTime;
        served();
    }

    /** Something is on its way to the client; if nobody is there, the connection will say so by itself. */
    public void served() {
        lookAt = nanoTime.getAsLong() + GRACE_NANOS;
    }

    /** Returns whether it has left, as far as can be told; to be asked as often as one likes. */
    public boolean hasLeft() {
        long now = nanoTime.getAsLong();
        if (now - lookAt < 0) {
            return false;
        }
        lookAt = now + LOOK_NANOS;
        return closed.getAsBoolean();
    }
}
