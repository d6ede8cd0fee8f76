package io.vmshare.image.iso.record;

import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;

/** One record of a directory, or one part of a file that has several (ECMA-119 §9.1). Immutable. */
public final class DirectoryRecord {

    /** The length of the shortest one, in bytes. */
    public static final int MIN_LENGTH = 34;

    private static final int NAME = 33;
    private static final int DIRECTORY = 0x02;
    private static final int ASSOCIATED = 0x04;
    private static final int CONTINUED = 0x80;

    private final byte[] bytes;

    private DirectoryRecord(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the record at {@code at}.
     *
     * @param end where the bytes end that it may take
     * @return empty if there is none, or it takes more than that
     */
    public static Optional<DirectoryRecord> parse(byte[] bytes, int at, int end) {
        int length = at < end ? Bytes.u8(bytes, at) : 0;
        if (length < MIN_LENGTH || length > end - at) {
            return Optional.empty();
        }
        int name = Bytes.u8(bytes, at + NAME - 1);
        return name == 0 || NAME + name > length
                ? Optional.empty()
                : Optional.of(new DirectoryRecord(Arrays.copyOfRange(bytes, at, at + length)));
    }

    /** Returns how many bytes it takes. */
    public int length() {
        return bytes.length;
    }

    /** Returns the logical block where its bytes begin, behind its extended attributes. */
    public long block() {
        return Bytes.u32(bytes, 2) + Bytes.u8(bytes, 1);
    }

    /** Returns how many bytes there are. */
    public long size() {
        return Bytes.u32(bytes, 10);
    }

    /** Returns when it was recorded; empty if that is no time. */
    public Optional<FileTime> time() {
        return RecordTime.shortForm(bytes, 18);
    }

    /** Returns whether it is a directory's. */
    public boolean isDirectory() {
        return (bytes[25] & DIRECTORY) != 0;
    }

    /** Returns whether it is of a file that belongs to the one of the same name, and is none itself. */
    public boolean isAssociated() {
        return (bytes[25] & ASSOCIATED) != 0;
    }

    /** Returns whether the next record tells of more of the same file's bytes. */
    public boolean isContinued() {
        return (bytes[25] & CONTINUED) != 0;
    }

    /** Returns whether gaps lie between its bytes. */
    public boolean isInterleaved() {
        return bytes[26] != 0 || bytes[27] != 0;
    }

    /** Returns whether it stands for the directory itself, or the one above. */
    public boolean isSelfOrParent() {
        return bytes[NAME - 1] == 1 && (bytes[NAME] == 0 || bytes[NAME] == 1);
    }

    /** Returns the bytes of its name, with the version. */
    public byte[] name() {
        return Arrays.copyOfRange(bytes, NAME, NAME + Bytes.u8(bytes, NAME - 1));
    }

    /** Returns what is behind the name, for the system that reads it. */
    public byte[] systemUse() {
        int end = NAME + Bytes.u8(bytes, NAME - 1);
        int padded = end + (end & 1);
        return padded >= bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, padded, bytes.length);
    }
}
