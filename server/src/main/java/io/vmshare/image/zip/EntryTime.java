package io.vmshare.image.zip;

import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * When an entry was written last. The time in its header is local to whoever made the zip and names no zone, so it is taken
 * as UTC: the same on every machine. Pure.
 */
final class EntryTime {

    private static final FileTime UNKNOWN = FileTime.fromMillis(0);

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final long SECONDS_FROM_1601_TO_1970 = 11_644_473_600L;

    private EntryTime() {}

    /** Returns what is so many tenths of a microsecond after the year 1601 (APPNOTE 6.3.10 §4.5.5). */
    static FileTime ofNtfs(long ticks) {
        return FileTime.from(Instant.ofEpochSecond(
                Math.floorDiv(ticks, TICKS_PER_SECOND) - SECONDS_FROM_1601_TO_1970,
                100 * Math.floorMod(ticks, TICKS_PER_SECOND)));
    }

    /** Returns a DOS date (high half) and time (APPNOTE 6.3.10 §4.4.6): two seconds are a unit; none is the epoch. */
    static FileTime ofDos(long dos) {
        try {
            return FileTime.from(LocalDateTime.of(
                            1980 + bits(dos, 25, 7),
                            bits(dos, 21, 4),
                            bits(dos, 16, 5),
                            bits(dos, 11, 5),
                            bits(dos, 5, 6),
                            2 * bits(dos, 0, 5))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return UNKNOWN;
        }
    }

    private static int bits(long dos, int from, int count) {
        return (int) (dos >> from) & (1 << count) - 1;
    }
}
