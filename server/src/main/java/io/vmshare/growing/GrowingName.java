package io.vmshare.growing;

import java.nio.charset.StandardCharsets;

/** The names that a growing file may have: those of one file on every system that fetches it. Pure. */
public final class GrowingName {

    private static final int MAX_BYTES = 255;

    private GrowingName() {}

    /**
     * Returns {@code name}.
     *
     * @throws IllegalArgumentException if it is empty, a way ({@code .}, {@code ..}, or with a slash or backslash), has
     *     more than 255 bytes in UTF-8, or holds a control character, a line break or half a character
     */
    public static String checked(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("not the name of a file: '" + name + "'");
        }
        if (!name.codePoints().allMatch(GrowingName::isPlain)) {
            throw new IllegalArgumentException(
                    "a name with a slash, a control character or broken text is not one file's: " + name);
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a name of more than " + MAX_BYTES + " bytes: " + name);
        }
        return name;
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> c != '/' && c != '\\';
        };
    }
}
