package io.vmshare.text;

/** Foreign text within a log line. */
public final class LogText {

    private static final int REPLACEMENT = 0xFFFD;
    private static final String HEX = "0123456789ABCDEF";

    private LogText() {}

    /**
     * Returns {@code text} for use between quotes in one line of a log: a quote and a backslash get a backslash before
     * them, and what is not printable (control and format characters, line separators, halves of a pair) is given as its
     * UTF-8 bytes, {@code \xHH} each. What is printable stays, in any script.
     */
    public static String escape(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int c) {
        if (c == '"' || c == '\\') {
            escaped.append('\\').append((char) c);
        } else if (isPrintable(c)) {
            escaped.appendCodePoint(c);
        } else {
            appendUtf8(escaped, Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c);
        }
    }

    /** By hand, since this package knows no charset. */
    private static void appendUtf8(StringBuilder escaped, int c) {
        if (c < 0x80) {
            appendByte(escaped, c);
            return;
        }
        int continuations = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        int lead = (0xFF00 >> (continuations + 1)) & 0xFF;
        appendByte(escaped, lead | (c >> (6 * continuations)));
        for (int shift = 6 * continuations - 6; shift >= 0; shift -= 6) {
            appendByte(escaped, 0x80 | ((c >> shift) & 0x3F));
        }
    }

    private static void appendByte(StringBuilder escaped, int b) {
        escaped.append("\\x").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
