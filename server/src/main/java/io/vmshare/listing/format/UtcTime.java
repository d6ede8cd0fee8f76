package io.vmshare.listing.format;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times in UTC as text. A file may claim to be of a year that has no four digits; its time is not told. Pure. */
public final class UtcTime {

    private static final int SECONDS_PER_DAY = 24 * 60 * 60;
    private static final long EARLIEST = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_PER_DAY;
    private static final long LATEST = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_PER_DAY - 1;

    private UtcTime() {}

    /** Appends minutes, such as {@code 2026-11-23 06:33}, or a question mark. */
    public static void appendMinutes(StringBuilder out, @Nullable FileTime modified) {
        long seconds = modified == null ? Long.MAX_VALUE : secondsOf(modified);
        if (seconds < EARLIEST || seconds > LATEST) {
            out.append('?');
            return;
        }
        out.append(minutes(seconds, ' '));
    }

    /**
     * Returns the time as RFC 3339 has it, such as {@code 2026-11-23T06:33:59.25Z}, or null. It is as exact as the file
     * system's, without zeros at its end.
     */
    public static @Nullable String rfc3339(@Nullable FileTime modified) {
        if (modified == null) {
            return null;
        }
        Instant instant = modified.toInstant();
        long seconds = instant.getEpochSecond();
        if (seconds < EARLIEST || seconds > LATEST) {
            return null;
        }
        int second = Math.floorMod(seconds, 60);
        StringBuilder out = new StringBuilder(30).append(minutes(seconds, 'T'));
        out.append(':').append((char) ('0' + second / 10)).append((char) ('0' + second % 10));
        appendFraction(out, instant.getNano());
        return out.append('Z').toString();
    }

    /** At once: a dozen calls of append, each compiled in its place, take megabytes of the compiler's memory. */
    private static char[] minutes(long seconds, char separator) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int minute = Math.floorMod(seconds, SECONDS_PER_DAY) / 60;
        char[] text = new char[16];
        twoDigits(text, 0, date.getYear() / 100);
        twoDigits(text, 2, date.getYear() % 100);
        text[4] = '-';
        twoDigits(text, 5, date.getMonthValue());
        text[7] = '-';
        twoDigits(text, 8, date.getDayOfMonth());
        text[10] = separator;
        twoDigits(text, 11, minute / 60);
        text[13] = ':';
        twoDigits(text, 14, minute % 60);
        return text;
    }

    private static void appendFraction(StringBuilder out, int nanos) {
        if (nanos != 0) {
            out.append('.');
        }
        int rest = nanos;
        for (int digit = 100_000_000; rest > 0; digit /= 10) {
            out.append((char) ('0' + rest / digit));
            rest %= digit;
        }
    }

    /** Conversion to a unit is cheap, and rounds towards zero: before 1970 only an instant will do. */
    private static long secondsOf(FileTime time) {
        long seconds = time.to(TimeUnit.SECONDS);
        return seconds > 0 ? seconds : time.toInstant().getEpochSecond();
    }

    private static void twoDigits(char[] text, int at, int number) {
        text[at] = (char) ('0' + number / 10);
        text[at + 1] = (char) ('0' + number % 10);
    }
}
