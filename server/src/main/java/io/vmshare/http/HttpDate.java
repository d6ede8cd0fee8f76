package io.vmshare.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * HTTP's dates (RFC 9110 §5.6.7): written as {@code Sun, 06 Nov 1994 08:49:37 GMT}, read in the three forms that have
 * been in use. Written by hand because the field goes out with every answer.
 */
public final class HttpDate {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final List<String> LONG_DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int EPOCH_WEEKDAY = 3; // 1 January 1970 was a Thursday

    private static final long FIRST_SECOND =
            LocalDate.of(0, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    private static final long LAST_SECOND =
            LocalDate.of(10_000, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) - 1;

    private HttpDate() {}

    /**
     * Returns {@code instant}, truncated to the second, as an IMF-fixdate.
     *
     * @throws IllegalArgumentException if its year is not one of 0 to 9999
     */
    public static String render(Instant instant) {
        if (!isRenderable(instant)) {
            throw new IllegalArgumentException("no HTTP date has the year of " + instant);
        }
        long day = Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY);
        int second = (int) Math.floorMod(instant.getEpochSecond(), SECONDS_PER_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        int weekday = (int) Math.floorMod(day + EPOCH_WEEKDAY, 7L);

        StringBuilder text = new StringBuilder(29);
        text.append(DAYS, weekday * 3, weekday * 3 + 3).append(", ");
        appendTwoDigits(text, date.getDayOfMonth()).append(' ');
        text.append(MONTHS, date.getMonthValue() * 3 - 3, date.getMonthValue() * 3)
                .append(' ');
        appendTwoDigits(text, date.getYear() / 100);
        appendTwoDigits(text, date.getYear() % 100).append(' ');
        appendTwoDigits(text, second / 3600).append(':');
        appendTwoDigits(text, second / 60 % 60).append(':');
        return appendTwoDigits(text, second % 60).append(" GMT").toString();
    }

    /** Returns whether {@link #render} can say {@code instant}. */
    static boolean isRenderable(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= FIRST_SECOND && second <= LAST_SECOND;
    }

    /** Returns the instant that {@code text} names, read now; see {@link #parse(String, Instant)}. */
    public static Optional<Instant> parse(String text) {
        return parse(text, Instant.now());
    }

    /**
     * Returns the instant that {@code text} names in one of the three forms, or empty when it is anything else. The day's
     * name must be one, but need not be that date's: the date proper decides.
     *
     * @param now places the two-digit year of the RFC 850 form
     */
    public static Optional<Instant> parse(String text, Instant now) {
        if (fits(text, "???, ?? ??? ???? ??:??:?? GMT")) {
            return isOneOf(DAYS, text, 0)
                    ? instant(digits(text, 12, 4), text, 8, digits(text, 5, 2), 17)
                    : Optional.empty();
        }
        if (fits(text, "??? ??? ?? ??:??:?? ????")) {
            int day = text.charAt(8) == ' ' ? digits(text, 9, 1) : digits(text, 8, 2);
            return isOneOf(DAYS, text, 0) ? instant(digits(text, 20, 4), text, 4, day, 11) : Optional.empty();
        }
        if (fits(text, "??? ??? ? ??:??:?? ????")) {
            return parse(text.substring(0, 8) + " " + text.substring(8), now); // the engine makes one space of two
        }
        int comma = text.indexOf(',');
        return comma > 0 && LONG_DAYS.contains(text.substring(0, comma))
                ? parseRfc850(text.substring(comma), now)
                : Optional.empty();
    }

    /** A year that would lie more than 50 years ahead is the latest past one with the same two digits. */
    private static Optional<Instant> parseRfc850(String text, Instant now) {
        if (!fits(text, ", ??-???-?? ??:??:?? GMT") || digits(text, 9, 2) < 0) {
            return Optional.empty();
        }
        LocalDateTime horizon = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(50);
        int year = horizon.getYear() - Math.floorMod(horizon.getYear() - digits(text, 9, 2), 100);
        int day = digits(text, 2, 2);
        return instant(year, text, 5, day, 12)
                .filter(instant -> !instant.isAfter(horizon.toInstant(ZoneOffset.UTC)))
                .or(() -> instant(year - 100, text, 5, day, 12));
    }

    private static Optional<Instant> instant(int year, String text, int monthAt, int day, int timeAt) {
        int hour = digits(text, timeAt, 2);
        int minute = digits(text, timeAt + 3, 2);
        int second = digits(text, timeAt + 6, 2);
        boolean leapSecond = hour == 23 && minute == 59 && second == 60;
        if (year < 0 || !isOneOf(MONTHS, text, monthAt) || hour < 0 || minute < 0 || second < 0) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(text.substring(monthAt, monthAt + 3)) / 3 + 1;
        if (day < 1
                || day > Month.of(month).length(Year.isLeap(year))
                || hour > 23
                || minute > 59
                || (second > 59 && !leapSecond)) {
            return Optional.empty();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Optional.of(Instant.ofEpochSecond(days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second));
    }

    /** Returns whether {@code text} is {@code form}, in which {@code ?} stands for any character. */
    private static boolean fits(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            if (form.charAt(i) != '?' && form.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the three letters at {@code start} are one of the names strung together in {@code names}. */
    private static boolean isOneOf(String names, String text, int start) {
        int at = names.indexOf(text.substring(start, start + 3));
        return at >= 0 && at % 3 == 0;
    }

    /** Returns the number that {@code count} digits make, or -1 when they are not all digits. */
    private static int digits(String text, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static StringBuilder appendTwoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
