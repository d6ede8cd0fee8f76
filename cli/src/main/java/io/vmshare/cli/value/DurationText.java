package io.vmshare.cli.value;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 2h}, {@code 1d}, {@code PT5S}, {@code 5} seconds. */
public final class DurationText implements ITypeConverter<Duration> {

    /** So that each is a number of milliseconds. */
    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

    @Override
    public Duration convert(String text) {
        return parse(text);
    }

    static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        try {
            Duration duration = digits == 0
                    ? Duration.parse(text)
                    : of(Long.parseLong(text, 0, digits, 10), text.substring(digits));
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw refused();
            }
            return duration;
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw refused();
        }
    }

    /** Returns {@code duration} in the largest unit that leaves a whole number. */
    public static String render(Duration duration) {
        if (duration.getNano() != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.getSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "", "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw refused();
        };
    }

    private static TypeConversionException refused() {
        return new TypeConversionException("not a duration; write it like 500ms, 5s, 10m or PT5S");
    }
}
