package io.vmshare.text;

/** UTF-8 of single code points; a byte stands as a character below U+0100. */
public final class Utf8 {

    private Utf8() {}

    /**
     * Returns the bytes of {@code codePoint}, also of half of a surrogate pair, which the standard does not allow. By hand,
     * since no charset of the JDK has those.
     */
    public static String bytes(int codePoint) {
        if (codePoint < 0x80) {
            return String.valueOf((char) codePoint);
        }
        int continuations = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
        char[] bytes = new char[continuations + 1];
        int rest = codePoint;
        for (int i = continuations; i > 0; i--) {
            bytes[i] = (char) (0x80 | (rest & 0x3F));
            rest >>= 6;
        }
        bytes[0] = (char) (((0xFF00 >> (continuations + 1)) & 0xFF) | rest);
        return String.valueOf(bytes);
    }
}
