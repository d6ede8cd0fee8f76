package io.vmshare.cli;

import io.vmshare.cli.value.DurationText;
import io.vmshare.transfer.DeliveryCount;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a share ends by itself, and what its exit code says then: whether all was delivered in time. Thread-safe. */
final class Ending {

    /** That of a share which ends when it is told to. */
    static final Ending NEVER = new Ending(0, null);

    private final @Nullable DeliveryCount count;
    private final @Nullable Duration timeout;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean timedOut;
    private volatile boolean waited;
    private volatile boolean inputCut;

    /**
     * Creates one.
     *
     * @param wanted after how many deliveries it ends, 0 if their number does not matter
     * @param timeout after how long it ends, null if that does not matter
     */
    Ending(int wanted, @Nullable Duration timeout) {
        this.count = wanted == 0 ? null : new DeliveryCount(wanted, over::countDown);
        this.timeout = timeout;
    }

    /** Returns whether there is an end. */
    boolean isSet() {
        return count != null || timeout != null;
    }

    /** Returns what has to be told of downloads. */
    Optional<DeliveryCount> count() {
        return Optional.ofNullable(count);
    }

    /** Takes note that standard input is about to be cut: whoever has all of what came has not all there was. */
    void inputIsCut() {
        inputCut = count != null;
    }

    /** Counts those who have all of a file that grows no more; see {@link DeliveryCount#allHasCome}. */
    void allHasCome(String tag, long length) {
        if (count != null) {
            count.allHasCome(tag, length);
        }
    }

    /** Returns when the end has come; only if there is one. */
    void await() {
        try {
            if (timeout == null) {
                over.await();
            } else {
                timedOut = !over.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            waited = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether it came by itself, and not by a signal. */
    boolean hasCome() {
        return waited;
    }

    /** Returns the exit code. What was under way may have been delivered after the time was up. */
    int exitCode() {
        boolean failed = (timedOut && isMissing()) || (waited && inputCut);
        return failed ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private boolean isMissing() {
        return count != null && !count.isReached();
    }

    /** Tells the owner why it ended, if that is news. */
    void tell(boolean quiet) {
        if (timedOut && count == null && !quiet) {
            ErrorLines.print("stopped after " + time() + " (--timeout)");
        } else if (timedOut && isMissing()) {
            ErrorLines.print("--timeout: " + time() + ": " + delivered() + "; allow more time");
        } else if (isMissing() && !quiet) {
            ErrorLines.print("told to stop: " + delivered());
        }
    }

    private String time() {
        return timeout == null ? "" : DurationText.render(timeout);
    }

    private String delivered() {
        return count == null
                ? ""
                : count.delivered() + " of " + count.wanted() + (count.wanted() == 1 ? " download" : " downloads")
                        + " delivered";
    }
}
