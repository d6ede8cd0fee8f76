package io.vmshare.cli.live;

/**
 * How many columns of a terminal text takes: two for what East Asian scripts and pictures take, none for marks that combine.
 * Where terminals differ it is the greater number, so that a line never wraps. Pure.
 */
final class DisplayWidth {

    /** First and last code points of what is wide or fullwidth, or shown as a picture (Unicode's EastAsianWidth.txt). */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23F3, 0x25FD, 0x25FE, 0x2600, 0x27BF, 0x2B1B, 0x2B1C,
        0x2B50, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F000,
        0x1FAFF, 0x20000, 0x3FFFD
    };

    /** It asks for the picture of what stands before it, which is then wide. */
    private static final int PICTURE = 0xFE0F;

    private DisplayWidth() {}

    /** Returns the columns of {@code text}, which has no control characters. */
    static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return codePoint == PICTURE ? 1 : 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (codePoint >= WIDE[i] && codePoint <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Returns {@code text}, or as much of its beginning as fits {@code columns} columns with {@code ellipsis} behind it. */
    static String cut(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(ellipsis);
        if (room < 0) {
            return "";
        }
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            room -= of(codePoint);
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + ellipsis;
    }
}
