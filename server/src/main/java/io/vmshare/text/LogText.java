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
            String bytes = Utf8.bytes(Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c);
            for (int i = 0; i < bytes.length(); i++) {
                int b = bytes.charAt(i);
                escaped.append("\\x").append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
            }
        }
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
