package io.vmshare.kept;

import io.vmshare.http.Decision;
import io.vmshare.http.Validators;
import io.vmshare.path.HeldFile;
import io.vmshare.path.RequestPath;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file that was sent a moment ago, and what its answers are made of. It is open, or its chunk taken, until it is let go
 * and its last answer is over. Thread-safe.
 */
final class KeptFile {

    private static final int OVERHEAD = 1024;
    private static final long COPIES_OF_PATH = 6;
    private static final Decision WHOLE = new Decision(Decision.Outcome.WHOLE, List.of());

    private final RequestPath path;
    private final HeldFile held;
    private final KeptContent content;
    private final Validators validators;
    private final boolean coded;
    private final KeptHeads heads;
    private final long modifiedMillis;
    private final AtomicInteger users = new AtomicInteger(1);
    private volatile long usedAt = System.nanoTime();

    /**
     * Creates one.
     *
     * @param path where it was asked for
     * @param coded whether it may go out in a content coding, too, which is not kept
     */
    KeptFile(
            RequestPath path,
            HeldFile held,
            KeptContent content,
            Validators validators,
            boolean coded,
            KeptHeads heads) {
        this.path = path;
        this.held = held;
        this.content = content;
        this.validators = validators;
        this.coded = coded;
        this.heads = heads;
        Instant modified = validators.lastModified();
        this.modifiedMillis = modified == null ? 0 : modified.toEpochMilli();
    }

    RequestPath path() {
        return path;
    }

    HeldFile held() {
        return held;
    }

    KeptContent content() {
        return content;
    }

    Validators validators() {
        return validators;
    }

    KeptHeads heads() {
        return heads;
    }

    /** Returns about how many bytes of the heap it takes. */
    long size() {
        return OVERHEAD + COPIES_OF_PATH * path.render().length() + heads.size() + content.heapBytes();
    }

    long usedAt() {
        return usedAt;
    }

    void use(long now) {
        usedAt = now;
    }

    /** Counts an answer that is made of it; returns false if it has been let go and closed. */
    boolean join() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Ends what {@link #join} began, or lets the file go. */
    void leave() {
        if (users.decrementAndGet() == 0) {
            held.end();
            content.release();
        }
    }

    /** Returns how {@code request} is answered, or null if it wants what is not kept. */
    @Nullable
    Decision decide(KeptRequest request) {
        if (coded && request.coding() && request.range() == null) {
            return null;
        }
        if (System.currentTimeMillis() < modifiedMillis) {
            return null; // the clock was set back: a date in the future is not told
        }
        if (request.conditions() == null && request.range() == null) {
            return WHOLE;
        }
        return Decision.of(request.conditionsOrNone(), request.range(), validators, content.length(), Instant.now());
    }
}
