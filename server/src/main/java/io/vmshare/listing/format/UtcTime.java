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
        appendDate(out, seconds);
        appendMinute(out.append(' '), seconds);
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
        StringBuilder out = new StringBuilder(30);
        appendDate(out, seconds);
        appendMinute(out.append('T'), seconds);
        twoDigits(out.append(':'), Math.floorMod(seconds, 60));
        appendFraction(out, instant.getNano());
        return out.append('Z').toString();
    }

    private static void appendDate(StringBuilder out, long seconds) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        twoDigits(out, date.getYear() / 100);
        twoDigits(out, date.getYear() % 100);
        twoDigits(out.append('-'), date.getMonthValue());
        twoDigits(out.append('-'), date.getDayOfMonth());
    }

    private static void appendMinute(StringBuilder out, long seconds) {
        int minute = Math.floorMod(seconds, SECONDS_PER_DAY) / 60;
        twoDigits(out, minute / 60);
        twoDigits(out.append(':'), minute % 60);
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

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
