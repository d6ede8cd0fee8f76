package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import java.io.IOException;

/**
 * What the end of a zip file says of its central directory (APPNOTE 6.3.10 §4.3.14 to §4.3.16), checked before anything is
 * reserved for it. A file may have something before its zip, as a self-extracting one has.
 *
 * @param start where the zip begins in the file: what its offsets count from, in bytes
 * @param directory where the central directory begins, in bytes from {@code start}
 * @param directoryBytes how long it is
 * @param entries how many entries it says to have
 */
record EndRecord(long start, long directory, long directoryBytes, long entries) {

    static final int MAX_ENTRIES = 50_000;
    static final long MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;

    private static final long SIGNATURE = 0x06054b50;
    private static final int BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xffff;

    private static final long ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final long ZIP64_SIGNATURE = 0x06064b50;
    private static final int ZIP64_BYTES = 56;

    /**
     * Reads it. The last signature in the file counts, and the 64-bit record if there is one: as the library that reads the
     * directory has it.
     *
     * @throws ImageFormatException if there is none, it contradicts itself or asks for more than is read
     */
    static EndRecord read(BlockChannel file) throws IOException {
        long at = find(file);
        EndRecord record = isZip64(file, at) ? read64(file, at - ZIP64_LOCATOR_BYTES) : read32(file, at);
        if (record.start < 0
                || record.directory < 0
                || record.directoryBytes < 0
                || record.directoryBytes > at - record.start - record.directory) {
            throw new ImageFormatException("zip file whose central directory does not lie within it");
        }
        if (record.entries < 0 || record.entries > MAX_ENTRIES) {
            throw new ImageFormatException("zip file of " + Long.toUnsignedString(record.entries)
                    + " entries: more than " + MAX_ENTRIES + " are not read");
        }
        if (record.directoryBytes > MAX_DIRECTORY_BYTES) {
            throw new ImageFormatException("zip file with a central directory of " + record.directoryBytes
                    + " bytes: more than " + MAX_DIRECTORY_BYTES + " are not read");
        }
        return record;
    }

    private static long find(BlockChannel file) throws IOException {
        long last = file.size() - BYTES;
        for (long at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at--) {
            if (file.u32(at) == SIGNATURE) {
                return at;
            }
        }
        throw new ImageFormatException(
                "not a zip file, or one cut short: its end has no record of a central directory");
    }

    private static EndRecord read32(BlockChannel file, long at) throws IOException {
        checkWhole(file.u16(at + 4), file.u16(at + 6));
        long length = file.u32(at + 12);
        long offset = file.u32(at + 16);
        return new EndRecord(at - length - offset, offset, length, file.u16(at + 10));
    }

    private static boolean isZip64(BlockChannel file, long end) throws IOException {
        return end > ZIP64_LOCATOR_BYTES && file.u32(end - ZIP64_LOCATOR_BYTES) == ZIP64_LOCATOR_SIGNATURE;
    }

    private static EndRecord read64(BlockChannel file, long locator) throws IOException {
        long told = file.u64(locator + 8);
        long at = hasZip64(file, locator, told) ? told : locator - ZIP64_BYTES;
        if (!hasZip64(file, locator, at)) {
            throw new ImageFormatException("zip file whose 64-bit end record is not where it is said to be");
        }
        checkWhole(file.u32(at + 16), file.u32(at + 20));
        return new EndRecord(at - told, file.u64(at + 48), file.u64(at + 40), file.u64(at + 32));
    }

    private static boolean hasZip64(BlockChannel file, long locator, long at) throws IOException {
        return at >= 0 && at <= locator - ZIP64_BYTES && file.u32(at) == ZIP64_SIGNATURE;
    }

    private static void checkWhole(long disk, long directoryDisk) throws ImageFormatException {
        if (disk != 0 || directoryDisk != 0) {
            throw new ImageFormatException("zip file that is one part of several");
        }
    }
}
