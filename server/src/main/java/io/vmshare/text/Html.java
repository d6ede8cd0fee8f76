package io.vmshare.text;

import org.jspecify.annotations.Nullable;

/** Foreign text within HTML. */
public final class Html {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE_PICTURE = '\u2421';

    private Html() {}

    /** Returns {@code text} for use between tags and in quoted attribute values. */
    public static String escape(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            String reference = reference(text.charAt(i));
            if (reference != null && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (escaped != null) {
                if (reference == null) {
                    escaped.append(text.charAt(i));
                } else {
                    escaped.append(reference);
                }
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    /**
     * Returns {@code text} with every character visible that would break the line or turn the text around: control
     * characters become their Unicode pictures, those without one and the bidirectional controls U+FFFD. The length stays;
     * nothing is escaped.
     */
    public static String visible(String text) {
        StringBuilder visible = null;
        for (int i = 0; i < text.length(); i++) {
            char shown = visible(text.charAt(i));
            if (shown != text.charAt(i)) {
                visible = visible == null ? new StringBuilder(text) : visible;
                visible.setCharAt(i, shown);
            }
        }
        return visible == null ? text : visible.toString();
    }

    private static @Nullable String reference(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }

    private static char visible(char c) {
        if (c < ' ') {
            return (char) (CONTROL_PICTURES + c);
        }
        if (c == 0x7F) {
            return DELETE_PICTURE;
        }
        boolean otherControl = c >= 0x80 && c <= 0x9F;
        boolean lineBreak = c == 0x2028 || c == 0x2029;
        boolean mark = c == 0x200E || c == 0x200F || c == 0x061C;
        boolean embedding = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return otherControl || lineBreak || mark || embedding ? REPLACEMENT : c;
    }
}
