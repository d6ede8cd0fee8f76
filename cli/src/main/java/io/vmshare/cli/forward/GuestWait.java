package io.vmshare.cli.forward;

import io.vmshare.cli.host.UrlCheck;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The wait until a share in the guest answers through a forwarded port. The port takes connections whether or not
 * anything listens behind it, so only a whole answer counts.
 */
public final class GuestWait {

    private static final Duration TRY = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration FIRST_WORD = Duration.ofSeconds(3);
    private static final Duration NEXT_WORDS = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final URL url;
    private final Forwarder forwarder;
    private final Duration limit;
    private final Consumer<String> progress;
    private String last;

    /**
     * Creates one.
     *
     * @param url what is asked for
     * @param limit how long to wait
     * @param progress takes a line now and then that says what the last try said
     */
    public GuestWait(URL url, Forwarder forwarder, Duration limit, Consumer<String> progress) {
        this.url = url;
        this.forwarder = forwarder;
        this.limit = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
        this.progress = progress;
        this.last = url + ": no whole answer yet";
    }

    /**
     * Returns when the share has answered.
     *
     * @throws ForwardException if it did not in time, or the guest is gone
     */
    public void await() {
        long start = System.nanoTime();
        Duration word = FIRST_WORD;
        FutureTask<UrlCheck> attempt = attempt();
        while (!reached(attempt, min(TRY.plus(PAUSE), limit.minus(since(start))))) {
            Optional<String> gone = forwarder.goneWithin(min(PAUSE, limit.minus(since(start))));
            if (gone.isPresent()) {
                throw new ForwardException("no share answered: " + gone.get());
            }
            if (since(start).compareTo(limit) >= 0) {
                throw new ForwardException("no share answered within " + text(limit) + ": " + reason()
                        + "; start one in the guest, or wait longer (--timeout)");
            }
            if (since(start).compareTo(word) >= 0) {
                progress.accept("waiting for the guest: " + reason());
                word = since(start).plus(NEXT_WORDS);
            }
            if (attempt.isDone()) {
                attempt = attempt();
            }
        }
    }

    /** One try in a thread of its own: a guest that sends its answer byte by byte holds up nobody. */
    private FutureTask<UrlCheck> attempt() {
        FutureTask<UrlCheck> attempt = new FutureTask<>(() -> UrlCheck.of(url, TRY));
        Thread thread = new Thread(attempt, "share-try");
        thread.setDaemon(true);
        thread.start();
        return attempt;
    }

    private boolean reached(FutureTask<UrlCheck> attempt, Duration patience) {
        try {
            UrlCheck check = attempt.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
            last = check.text();
            return check.reached();
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForwardException("told to stop", e);
        }
    }

    private String reason() {
        String why = forwarder.whyNothingAnswers();
        return why.isEmpty() ? last : why;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
