package io.vmshare.image.zip;

import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.commons.compress.archivers.zip.X000A_NTFS;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * When an entry was written last. The time in its header is local to whoever made the zip and names no zone, so it is taken
 * as UTC: the same on every machine. Pure.
 */
final class EntryTime {

    private static final FileTime UNKNOWN = FileTime.fromMillis(0);

    private EntryTime() {}

    /** Returns the NTFS time, else the Unix time, else the DOS time, else the epoch. */
    static FileTime of(ZipArchiveEntry entry, DirectoryScan.Seen seen) {
        FileTime exact = seen.hasTimes() ? exact(entry) : null;
        return exact == null ? ofDos(seen.dosTime()) : exact;
    }

    private static @Nullable FileTime exact(ZipArchiveEntry entry) {
        FileTime time = null;
        if (entry.getExtraField(X000A_NTFS.HEADER_ID) instanceof X000A_NTFS field) {
            time = field.getModifyFileTime();
        }
        if (time == null
                && entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID) instanceof X5455_ExtendedTimestamp field) {
            time = field.getModifyFileTime();
        }
        return time;
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
