package io.vmshare.image.iso.record;

import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The two forms of a time (ECMA-119 §9.1.5 and §8.4.26.1). */
public final class RecordTime {

    /** The length of the short form, in bytes. */
    static final int SHORT = 7;

    /** The length of the long form, in bytes. */
    static final int LONG = 17;

    private static final int NANOS_OF_HUNDREDTH = 10_000_000;
    private static final int SECONDS_OF_QUARTER = 15 * 60;

    /** Zones lie within this many quarters of an hour (ECMA-119 §8.4.26.1, as Linux reads it); others are none. */
    private static final int MAX_QUARTERS = 52;

    private RecordTime() {}

    /** Returns the short form at {@code at}, a number a byte; empty if it is no time. */
    static Optional<FileTime> shortForm(byte[] bytes, int at) {
        int[] parts = new int[6];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Bytes.u8(bytes, at + i);
        }
        parts[0] += 1900;
        return of(parts, 0, bytes[at + 6]);
    }

    /** Returns the long form at {@code at}, in digits; empty if it is no time. */
    static Optional<FileTime> longForm(byte[] bytes, int at) {
        int[] parts = new int[7];
        int from = at;
        for (int i = 0; i < parts.length; i++) {
            int digits = i == 0 ? 4 : 2;
            for (int end = from + digits; from < end; from++) {
                int digit = Bytes.u8(bytes, from) - '0';
                if (digit < 0 || digit > 9) {
                    return Optional.empty();
                }
                parts[i] = parts[i] * 10 + digit;
            }
        }
        return of(parts, parts[6] * NANOS_OF_HUNDREDTH, bytes[from]);
    }

    private static Optional<FileTime> of(int[] parts, int nanos, int quarters) {
        try {
            int seconds = Math.abs(quarters) <= MAX_QUARTERS ? quarters * SECONDS_OF_QUARTER : 0;
            ZoneOffset zone = ZoneOffset.ofTotalSeconds(seconds);
            return Optional.of(FileTime.from(
                    OffsetDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], nanos, zone)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
