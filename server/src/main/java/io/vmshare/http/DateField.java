package io.vmshare.http;

import java.time.Instant;

/**
 * The value of {@code Date} (RFC 9110 §6.6.1), rendered once a second. It never stands still: each caller looks at the clock.
 * Thread-safe.
 */
public final class DateField {

    private record Rendered(long second, String text, byte[] bytes) {}

    private volatile Rendered last = rendered(0);

    /** Returns the value for now. */
    public String now() {
        return rendered().text;
    }

    /** Returns the value for now as it goes out; not to be changed. */
    public byte[] bytes() {
        return rendered().bytes;
    }

    private Rendered rendered() {
        long second = Math.floorDiv(System.currentTimeMillis(), 1000L);
        Rendered rendered = last;
        if (rendered.second != second) {
            rendered = rendered(second);
            last = rendered;
        }
        return rendered;
    }

    private static Rendered rendered(long second) {
        String text = HttpDate.render(Instant.ofEpochSecond(second));
        return new Rendered(second, text, RequestHead.bytes(text));
    }
}
