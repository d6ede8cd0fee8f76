package io.vmshare.path;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Whether the way that files were found by still leads through the fence. It is walked at most once a second: a directory
 * that is moved out of the root and linked back keeps all that a stat of its files tells. Thread-safe.
 */
final class Way {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Walk walk;
    private volatile long walkedAt;

    /** How a way is walked. */
    @FunctionalInterface
    interface Walk {
        /** Returns whether the way leads there without a link, and inside the root. */
        boolean succeeds() throws IOException;
    }

    /**
     * Creates one that has just been walked.
     *
     * @param began when that began, by {@link System#nanoTime}
     */
    Way(Walk walk, long began) {
        this.walk = walk;
        this.walkedAt = began;
    }

    /** Notes that it has been walked by somebody else, beginning at {@code began}. */
    void walked(long began) {
        walkedAt = began;
    }

    /** Returns whether it led there within the last second, which may take a walk. */
    boolean isOpen() throws IOException {
        long now = System.nanoTime();
        if (now - walkedAt < FRESH_NANOS) {
            return true;
        }
        if (!walk.succeeds()) {
            return false;
        }
        walkedAt = now;
        return true;
    }
}
