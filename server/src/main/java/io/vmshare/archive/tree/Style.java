package io.vmshare.archive.tree;

import io.vmshare.text.PercentEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** What names and links a form of archive can hold. Pure. */
public enum Style {
    /** Names of any bytes, and links. */
    ANY_BYTES(true),
    /**
     * Names in UTF-8 that mean the same on every system: a backslash, which Windows takes for a slash, and bytes that are no
     * UTF-8 are percent-encoded, and so is the percent sign of a name that has any of them: no two such become the same. Since not every reader makes links, one to a file is that file.
     */
    PORTABLE(false);

    private final boolean anyBytes;

    Style(boolean anyBytes) {
        this.anyBytes = anyBytes;
    }

    /** Returns whether a link to a file stays one. */
    boolean keepsLinksToFiles() {
        return anyBytes;
    }

    /** Returns what a file called {@code name} is called in the archive. No two that become others become the same. */
    String nameOf(String name) {
        if (anyBytes || isPortable(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length() + 16);
        for (int i = 0; i < name.length(); ) {
            int length = name.charAt(i) == '\\' || name.charAt(i) == '%' ? 0 : lengthOfCharacter(name, i);
            out.append(length == 0 ? PercentEncoding.encode(name.substring(i, i + 1)) : name.substring(i, i + length));
            i += Math.max(length, 1);
        }
        return out.toString();
    }

    /** Returns whether {@code called} is what one of {@code names} is called. */
    boolean isGiven(String called, Predicate<String> names) {
        if (names.test(called)) {
            return true;
        }
        if (called.indexOf('%') < 0) {
            return false;
        }
        String name = PercentEncoding.decode(called);
        return nameOf(name).equals(called) && names.test(name);
    }

    private static boolean isPortable(String name) {
        for (int i = 0; i < name.length(); ) {
            int length = name.charAt(i) == '\\' ? 0 : lengthOfCharacter(name, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Returns how many bytes the character of UTF-8 at {@code at} has, 0 if there is none. */
    private static int lengthOfCharacter(String bytes, int at) {
        char first = bytes.charAt(at);
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (at + length > bytes.length()) {
            return 0;
        }
        try {
            byte[] character = bytes.substring(at, at + length).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(character))
                                    .length()
                            > 2
                    ? 0
                    : length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }
}
