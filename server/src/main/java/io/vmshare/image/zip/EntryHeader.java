package io.vmshare.image.zip;

import java.nio.file.attribute.FileTime;

/**
 * What the central directory says of an entry (APPNOTE 6.3.10 §4.3.12), as it says it: nothing is checked. Immutable.
 *
 * @param name where it says to lie
 * @param mode its Unix mode; 0 if it has none
 * @param encrypted whether its data is
 * @param method how that is packed (§4.4.5)
 * @param crc the sum of what is unpacked
 * @param size how many bytes that has
 * @param packed how many bytes its data has
 * @param offset where its local header begins, counted from the start of the zip
 * @param modified when it was written last
 */
record EntryHeader(
        EntryName name,
        int mode,
        boolean encrypted,
        int method,
        long crc,
        long size,
        long packed,
        long offset,
        FileTime modified) {

    /** The platform on which an entry has a Unix mode (§4.4.2). */
    static final int UNIX = 3;

    static final int DIRECTORY = 0x4000;
    static final int FILE = 0x8000;
    static final int LINK = 0xa000;

    private static final int TYPES = 0xf000;

    /** Returns which of the types its mode says; 0 if it says none. */
    int type() {
        return mode & TYPES;
    }
}
