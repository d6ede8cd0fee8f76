package io.vmshare.image.iso.record;

/** Numbers as an ISO 9660 image has them: all are without a sign, and of those given twice the first, little-endian one counts. */
public final class Bytes {

    private Bytes() {}

    /** Returns the byte at {@code at}. */
    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    /** Returns the two bytes from {@code at}, the lower one first. */
    public static int u16(byte[] bytes, int at) {
        return u8(bytes, at) | u8(bytes, at + 1) << 8;
    }

    /** Returns the four bytes from {@code at}, the lowest one first. */
    public static long u32(byte[] bytes, int at) {
        return u16(bytes, at) | (long) u16(bytes, at + 2) << 16;
    }

    /** Returns whether the bytes from {@code at} are the characters of {@code text}. */
    public static boolean has(byte[] bytes, int at, String text) {
        if (at < 0 || at > bytes.length - text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (u8(bytes, at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
