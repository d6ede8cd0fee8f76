package io.vmshare.cli.show;

import io.vmshare.cli.host.NativeText;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/** Makes text fit for a terminal or a log: no control characters and nothing the character set lacks. Pure. */
public final class Printable {

    private Printable() {}

    /**
     * Returns {@code text} with control, format and unassigned characters, and those that {@code charset} cannot
     * encode, written as escapes: {@code \n}, {@code \x1b}, {@code \}{@code u202e}; bytes that are no UTF-8 as
     * {@code \xff}.
     */
    public static String of(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder shown = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            String character = Character.toString(codePoint);
            if (isPlain(codePoint) && encoder.canEncode(character)) {
                shown.append(character);
            } else {
                escape(shown, codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    /** Returns whether all of {@code text} is shown as it is. */
    static boolean isPlain(String text, Charset charset) {
        return of(text, charset).equals(text);
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void escape(StringBuilder shown, int codePoint) {
        if (codePoint == '\n') {
            shown.append("\\n");
        } else if (codePoint == '\t') {
            shown.append("\\t");
        } else if (NativeText.isEscape(codePoint)) {
            hex(shown.append("\\x"), codePoint - 0xDC00, 2);
        } else if (codePoint < 0x80) {
            hex(shown.append("\\x"), codePoint, 2);
        } else if (codePoint < 0x10000) {
            hex(shown.append("\\u"), codePoint, 4);
        } else {
            hex(shown.append("\\U"), codePoint, 8);
        }
    }

    private static void hex(StringBuilder shown, int value, int digits) {
        String hex = Integer.toHexString(value);
        for (int i = hex.length(); i < digits; i++) {
            shown.append('0');
        }
        shown.append(hex);
    }
}
