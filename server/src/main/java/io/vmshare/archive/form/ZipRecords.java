package io.vmshare.archive.form;

import io.vmshare.archive.tree.Member;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The records of zip archives (PKWARE's APPNOTE 6.3.10): names in UTF-8, modes of Unix, times in UTC and once more as the
 * extra field that says so, 64-bit values where they are needed. The sum and the lengths of a file follow its bytes.
 */
public final class ZipRecords {

    private static final int UTF8_NAMES = 1 << 11;
    private static final int DESCRIPTOR_FOLLOWS = 1 << 3;
    private static final int DEFLATED = 8;
    private static final int MADE_ON_UNIX = 3 << 8;
    private static final int VERSION_PLAIN = 20;
    private static final int VERSION_64 = 45;
    private static final long MAX_32 = 0xFFFFFFFFL;
    private static final int MAX_16 = 0xFFFF;
    private static final int TIME_EXTRA_BYTES = 9;
    private static final int DIRECTORY_OF_DOS = 0x10;

    /** What is as long as this may grow beyond 32 bits when it does not compress. */
    private static final long LARGE_BYTES = 0xF0000000L;

    private ZipRecords() {}

    /**
     * How a member is held, and what is known of its bytes.
     *
     * @param deflated whether they are compressed
     * @param follows whether sum and lengths follow the bytes
     * @param crc the sum
     * @param packed their length in the archive
     * @param size their length
     */
    public record Content(boolean deflated, boolean follows, int crc, long packed, long size) {}

    /** Returns whether the lengths of {@code member} take 64 bits. */
    public static boolean isLarge(Member member) {
        return member.size() >= LARGE_BYTES;
    }

    /** Returns what comes before the bytes of {@code member}. */
    public static byte[] local(Member member, Content content) {
        byte[] name = nameOf(member);
        boolean large = isLarge(member);
        int extra = (large ? 20 : 0) + timeExtra(member);
        byte[] bytes = new byte[30 + name.length + extra];
        ByteBuffer out = littleEndian(bytes);
        out.putInt(0x04034b50);
        out.putShort((short) (large ? VERSION_64 : VERSION_PLAIN));
        putCommon(out, member, content);
        out.putInt(content.follows() ? 0 : content.crc());
        out.putInt(large ? -1 : content.follows() ? 0 : (int) content.packed());
        out.putInt(large ? -1 : content.follows() ? 0 : (int) content.size());
        out.putShort((short) name.length).putShort((short) extra);
        out.put(name);
        if (large) {
            out.putShort((short) 1).putShort((short) 16);
            out.putLong(content.follows() ? 0 : content.size()).putLong(content.follows() ? 0 : content.packed());
        }
        putTime(out, member);
        return bytes;
    }

    /** Returns what comes after the bytes of {@code member}. */
    public static byte[] descriptor(Member member, Content content) {
        boolean large = isLarge(member);
        byte[] bytes = new byte[descriptorLength(member)];
        ByteBuffer out = littleEndian(bytes);
        out.putInt(0x08074b50).putInt(content.crc());
        if (large) {
            out.putLong(content.packed()).putLong(content.size());
        } else {
            out.putInt((int) content.packed()).putInt((int) content.size());
        }
        return bytes;
    }

    /** Returns how long that is. */
    public static int descriptorLength(Member member) {
        return isLarge(member) ? 24 : 16;
    }

    /** Returns the entry of {@code member}, which begins at {@code offset}, for the directory at the end. */
    public static byte[] central(Member member, Content content, long offset) {
        byte[] name = nameOf(member);
        boolean large = isLarge(member);
        boolean far = offset >= MAX_32;
        int wide = (large ? 16 : 0) + (far ? 8 : 0);
        int extra = (wide > 0 ? 4 + wide : 0) + timeExtra(member);
        int version = wide > 0 ? VERSION_64 : VERSION_PLAIN;
        byte[] bytes = new byte[46 + name.length + extra];
        ByteBuffer out = littleEndian(bytes);
        out.putInt(0x02014b50);
        out.putShort((short) (MADE_ON_UNIX | VERSION_64)).putShort((short) version);
        putCommon(out, member, content);
        out.putInt(content.crc());
        out.putInt(large ? -1 : (int) content.packed());
        out.putInt(large ? -1 : (int) content.size());
        out.putShort((short) name.length).putShort((short) extra);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0); // no comment, first disk, binary
        boolean directory = member.kind() == Member.Kind.DIRECTORY;
        out.putInt((typeOf(member.kind()) | member.mode()) << 16 | (directory ? DIRECTORY_OF_DOS : 0));
        out.putInt(far ? -1 : (int) offset);
        out.put(name);
        if (wide > 0) {
            out.putShort((short) 1).putShort((short) wide);
            if (large) {
                out.putLong(content.size()).putLong(content.packed());
            }
            if (far) {
                out.putLong(offset);
            }
        }
        putTime(out, member);
        return bytes;
    }

    /** Returns the end of an archive whose directory has {@code count} entries and lies at {@code offset}. */
    public static byte[] end(long count, long length, long offset) {
        boolean large = count >= MAX_16 || length >= MAX_32 || offset >= MAX_32;
        byte[] bytes = new byte[(large ? 56 + 20 : 0) + 22];
        ByteBuffer out = littleEndian(bytes);
        if (large) {
            out.putInt(0x06064b50).putLong(44);
            out.putShort((short) (MADE_ON_UNIX | VERSION_64)).putShort((short) VERSION_64);
            out.putInt(0).putInt(0);
            out.putLong(count).putLong(count).putLong(length).putLong(offset);
            out.putInt(0x07064b50).putInt(0).putLong(offset + length).putInt(1);
        }
        short entries = (short) Math.min(count, MAX_16);
        out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        out.putShort(entries).putShort(entries);
        out.putInt((int) Math.min(length, MAX_32)).putInt((int) Math.min(offset, MAX_32));
        out.putShort((short) 0);
        return bytes;
    }

    private static void putCommon(ByteBuffer out, Member member, Content content) {
        out.putShort((short) (UTF8_NAMES | (content.follows() ? DESCRIPTOR_FOLLOWS : 0)));
        out.putShort((short) (content.deflated() ? DEFLATED : 0));
        long seconds = Math.max(Math.min(member.modified().getEpochSecond(), 4_354_819_198L), 315_532_800L);
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC); // of 1980 to 2107
        out.putShort((short) (time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2));
        out.putShort((short) ((time.getYear() - 1980) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth()));
    }

    /** The extra field "UT" holds 32 bits with a sign. */
    private static int timeExtra(Member member) {
        long seconds = member.modified().getEpochSecond();
        return seconds == (int) seconds ? TIME_EXTRA_BYTES : 0;
    }

    private static void putTime(ByteBuffer out, Member member) {
        if (timeExtra(member) > 0) {
            out.putShort((short) 0x5455).putShort((short) 5).put((byte) 1);
            out.putInt((int) member.modified().getEpochSecond());
        }
    }

    private static int typeOf(Member.Kind kind) {
        return switch (kind) {
            case FILE -> 0100000;
            case LINK -> 0120000;
            case DIRECTORY -> 0040000;
        };
    }

    private static byte[] nameOf(Member member) {
        String name = member.kind() == Member.Kind.DIRECTORY ? member.name() + '/' : member.name();
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
