package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The extra fields of a header (APPNOTE 6.3.10 §4.5) that count; of several of one kind the first. One that does not fit is
 * none.
 */
final class ExtraFields {

    private static final int ZIP64 = 0x0001;
    private static final int NTFS_TIMES = 0x000a;
    private static final int UNIX_TIMES = 0x5455;
    private static final int UNICODE_NAME = 0x7075;
    private static final Set<Integer> KNOWN = Set.of(ZIP64, NTFS_TIMES, UNIX_TIMES, UNICODE_NAME);

    private static final long IN_ZIP64 = 0xffff_ffffL;

    private final Map<Integer, ByteBuffer> fields;

    private ExtraFields(Map<Integer, ByteBuffer> fields) {
        this.fields = fields;
    }

    /** Reads those between two positions. */
    static ExtraFields read(BlockChannel zip, long start, long end) throws IOException {
        Map<Integer, ByteBuffer> fields = new HashMap<>();
        for (long at = start; end - at >= 4; ) {
            int id = zip.u16(at);
            int length = zip.u16(at + 2);
            at += 4;
            if (length <= end - at && KNOWN.contains(id) && !fields.containsKey(id)) {
                fields.put(id, ByteBuffer.wrap(zip.bytes(at, length)).order(ByteOrder.LITTLE_ENDIAN));
            }
            at += length;
        }
        return new ExtraFields(fields);
    }

    private @Nullable ByteBuffer field(int id) {
        ByteBuffer field = fields.get(id);
        return field == null ? null : field.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns {@code values}, a header's size, packed size and offset, each replaced by 64 bits if it says that those are in
     * the field for them (§4.5.3).
     *
     * @throws ImageFormatException if that field does not have them
     */
    long[] large(long... values) throws ImageFormatException {
        ByteBuffer field = field(ZIP64);
        for (int i = 0; field != null && i < values.length; i++) {
            if (values[i] == IN_ZIP64) {
                values[i] = field.remaining() < Long.BYTES ? -1 : field.getLong();
                if (values[i] < 0) {
                    throw new ImageFormatException("zip file whose 64-bit values are damaged");
                }
            }
        }
        return values;
    }

    /** Returns the Unicode name that belongs to {@code name}, the one in the header, else that (§4.6.9). */
    byte[] nameFor(byte[] name) {
        ByteBuffer field = field(UNICODE_NAME);
        if (field == null || field.remaining() < 1 + Integer.BYTES) {
            return name;
        }
        field.get(); // the version of the field
        CRC32 sum = new CRC32();
        sum.update(name);
        if (sum.getValue() != Integer.toUnsignedLong(field.getInt())) {
            return name;
        }
        byte[] unicode = new byte[field.remaining()];
        field.get(unicode);
        return unicode;
    }

    /** Returns the NTFS time, else the Unix time, if there is one (§4.5.5; Info-ZIP, {@code extrafld.txt}). */
    Optional<FileTime> modified() {
        return ntfs().or(this::unix);
    }

    private Optional<FileTime> ntfs() {
        ByteBuffer field = field(NTFS_TIMES);
        if (field == null || field.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        field.getInt(); // reserved
        while (field.remaining() >= 2 * Short.BYTES) {
            int tag = Short.toUnsignedInt(field.getShort());
            int length = Short.toUnsignedInt(field.getShort());
            if (length > field.remaining()) {
                return Optional.empty();
            }
            if (tag == 1 && length >= Long.BYTES) {
                long ticks = field.getLong();
                return ticks == 0 ? Optional.empty() : Optional.of(EntryTime.ofNtfs(ticks));
            }
            field.position(field.position() + length);
        }
        return Optional.empty();
    }

    private Optional<FileTime> unix() {
        ByteBuffer field = field(UNIX_TIMES);
        return field == null || field.remaining() < 1 + Integer.BYTES || (field.get() & 1) == 0
                ? Optional.empty()
                : Optional.of(FileTime.fromMillis(1000L * field.getInt()));
    }
}
