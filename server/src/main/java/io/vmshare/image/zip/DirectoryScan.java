package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A look over the headers of a central directory (APPNOTE 6.3.10 §4.3.12) before the library makes objects of them: the
 * library believes neither count nor length, and takes time and memory for as many as come.
 */
final class DirectoryScan {

    private static final long SIGNATURE = 0x02014b50;
    private static final int HEADER_BYTES = 46;

    /** What extra fields an entry may have, and all together; usual are one to four. */
    private static final int MAX_FIELDS = 32;

    private static final int MAX_FIELDS_IN_ALL = 4 * EndRecord.MAX_ENTRIES;

    private static final int NTFS_TIMES = 0x000a;
    private static final int UNIX_TIMES = 0x5455;

    private final BlockChannel zip;
    private final long end;
    private int fieldsInAll;

    /**
     * What the library does not tell of a header.
     *
     * @param dosTime when the file was written last, in DOS form; the library applies a time zone
     * @param hasTimes whether there are extra fields of times; the library adds one where a DOS time is none
     */
    record Seen(long dosTime, boolean hasTimes) {}

    private DirectoryScan(BlockChannel zip, long end) {
        this.zip = zip;
        this.end = end;
    }

    /**
     * Returns what is seen of each header, in order.
     *
     * @param zip the zip from its start on
     * @throws ImageFormatException if there is more than is read, or more than the end record says
     */
    static List<Seen> of(BlockChannel zip, EndRecord record) throws IOException {
        return new DirectoryScan(zip, record.directory() + record.directoryBytes()).headers(record.directory());
    }

    private List<Seen> headers(long directory) throws IOException {
        List<Seen> seen = new ArrayList<>();
        long at = directory;
        while (zip.u32(at) == SIGNATURE) {
            if (seen.size() == EndRecord.MAX_ENTRIES) {
                throw new ImageFormatException(
                        "zip file of more entries than it says: more than " + EndRecord.MAX_ENTRIES + " are not read");
            }
            if (end - at < HEADER_BYTES) {
                throw longer();
            }
            long extra = at + HEADER_BYTES + zip.u16(at + 28);
            long comment = extra + zip.u16(at + 30);
            long next = comment + zip.u16(at + 32);
            if (next > end) {
                throw longer();
            }
            seen.add(new Seen(zip.u32(at + 12), hasTimes(extra, comment)));
            at = next;
        }
        return seen;
    }

    private boolean hasTimes(long extra, long extraEnd) throws IOException {
        boolean found = false;
        int fields = 0;
        for (long at = extra; extraEnd - at >= 4; at += 4 + zip.u16(at + 2)) {
            int id = zip.u16(at);
            found |= id == NTFS_TIMES || id == UNIX_TIMES;
            fields++;
            fieldsInAll++;
            if (fields > MAX_FIELDS || fieldsInAll > MAX_FIELDS_IN_ALL) {
                throw new ImageFormatException("zip file with more extra fields than are read: " + MAX_FIELDS
                        + " of an entry, " + MAX_FIELDS_IN_ALL + " in all");
            }
        }
        return found;
    }

    private static ImageFormatException longer() {
        return new ImageFormatException("zip file whose central directory is longer than it says");
    }
}
