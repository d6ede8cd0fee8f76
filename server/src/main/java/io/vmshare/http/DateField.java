package io.vmshare.http;

import java.time.Instant;

/**
 * The value of {@code Date} (RFC 9110 §6.6.1), rendered once a second. It never stands still: each caller looks at the clock.
 * Thread-safe.
 */
public final class DateField {

    /** What a second is called. */
    private static final class Rendered {

        final long second;
        final String text;
        final byte[] bytes;

        Rendered(long second) {
            this.second = second;
            this.text = HttpDate.render(Instant.ofEpochSecond(second));
            this.bytes = RequestHead.bytes(text);
        }
    }

    private volatile Rendered last = new Rendered(0);

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
            rendered = new Rendered(second);
            last = rendered;
        }
        return rendered;
    }
}
