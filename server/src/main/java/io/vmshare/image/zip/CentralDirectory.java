package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import java.io.IOException;

/**
 * The headers of a central directory (APPNOTE 6.3.10 §4.3.12), read one after another, so that no more than one is in memory
 * beside the tree that is made of them.
 */
final class CentralDirectory {

    private static final long SIGNATURE = 0x02014b50;
    private static final int HEADER_BYTES = 46;

    private final BlockChannel zip;
    private final EndRecord record;

    /** Creates the one that {@code record} tells of; {@code zip} is the zip from its start on. */
    CentralDirectory(BlockChannel zip, EndRecord record) {
        this.zip = zip;
        this.record = record;
    }

    /**
     * Adds all entries to {@code tree}.
     *
     * @throws ImageFormatException if there is more than is read, or more than the end record says
     */
    void addTo(TreeBuilder tree) throws IOException {
        long end = record.directory() + record.directoryBytes();
        long at = record.directory();
        for (int number = 0; zip.u32(at) == SIGNATURE; number++) {
            if (number == EndRecord.MAX_ENTRIES) {
                throw new ImageFormatException(
                        "zip file of more entries than it says: more than " + EndRecord.MAX_ENTRIES + " are not read");
            }
            if (end - at < HEADER_BYTES) {
                throw longer();
            }
            long name = at + HEADER_BYTES;
            long extra = name + zip.u16(at + 28);
            long comment = extra + zip.u16(at + 30);
            long next = comment + zip.u16(at + 32);
            if (next > end) {
                throw longer();
            }
            tree.add(header(at, name, extra, comment), number);
            at = next;
        }
    }

    private EntryHeader header(long at, long name, long extra, long comment) throws IOException {
        int platform = zip.u16(at + 4) >> 8 & 0xf;
        int flags = zip.u16(at + 8);
        int method = zip.u16(at + 10);
        long dosTime = zip.u32(at + 12);
        long crc = zip.u32(at + 16);
        long packed = zip.u32(at + 20);
        long size = zip.u32(at + 24);
        long attributes = zip.u32(at + 38);
        long offset = zip.u32(at + 42);
        byte[] raw = zip.bytes(name, (int) (extra - name));
        ExtraFields fields = ExtraFields.read(zip, extra, comment);
        long[] sizes = fields.large(size, packed, offset);
        return new EntryHeader(
                EntryName.of(EntryName.text(fields.nameFor(raw)), platform),
                platform == EntryHeader.UNIX ? (int) (attributes >> 16) : 0,
                (flags & 1) != 0,
                method,
                crc,
                sizes[0],
                sizes[1],
                sizes[2],
                fields.modified().orElseGet(() -> EntryTime.ofDos(dosTime)));
    }

    private static ImageFormatException longer() {
        return new ImageFormatException("zip file whose central directory is longer than it says");
    }
}
