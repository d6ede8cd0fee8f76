package io.vmshare.path;

import java.nio.file.FileSystem;
import java.util.regex.Pattern;

/**
 * Which names are served, whatever the file system would open. Pure, so that the rules of every platform are tested on
 * any. No rule depends on letter case: where a file system takes two spellings for one name, both lead to the same file and both are served
 * or both refused.
 *
 * @param hidden whether names that begin with a dot are served
 * @param windows whether names that Windows reads as something else are refused
 */
public record NamePolicy(boolean hidden, boolean windows) {

    /**
     * Names of devices, with any extension, in every directory; superscript digits count as digits. Source: Microsoft,
     * "Naming Files, Paths, and Namespaces".
     */
    private static final Pattern DEVICE = Pattern.compile(
            "con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[1-9\u00B9\u00B2\u00B3]", Pattern.CASE_INSENSITIVE);

    /** Returns the policy for a file system: Windows has its rules wherever a backslash separates names. */
    public static NamePolicy of(FileSystem fileSystem, boolean hidden) {
        return new NamePolicy(hidden, fileSystem.getSeparator().equals("\\"));
    }

    /** Returns whether every name may be, so that nobody has to look at it. */
    boolean allowsAll() {
        return hidden && !windows;
    }

    /** Returns whether {@code name} may be served and listed. */
    public boolean allows(Name name) {
        return (hidden || !isHidden(name)) && (!windows || isPlainOnWindows(name.text()));
    }

    /**
     * File systems that fold case (HFS+, ext4 and f2fs with {@code casefold}) drop characters that do not show, too:
     * a name that begins with some would lead to the dotfile behind them.
     */
    private static boolean isHidden(Name name) {
        if (name.bytes().startsWith(".")) {
            return true;
        }
        String text = name.text();
        int first = 0;
        while (first < text.length() && isIgnorable(text.codePointAt(first))) {
            first += Character.charCount(text.codePointAt(first));
        }
        return text.startsWith(".", first);
    }

    /** Unicode's property {@code Default_Ignorable_Code_Point}, or more. */
    private static boolean isIgnorable(int c) {
        return Character.getType(c) == Character.FORMAT
                || c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x2065
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xFFF0 && c <= 0xFFF8)
                || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    private static boolean isPlainOnWindows(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // ':' opens a stream, '\' is a separator, '~' may be a short name (FILE~1.TXT) of a file refused by its
            // own.
            if (c < ' ' || "\\:*?\"<>|~".indexOf(c) >= 0) {
                return false;
            }
        }
        int dot = text.indexOf('.');
        String stem = (dot < 0 ? text : text.substring(0, dot)).strip();
        return !text.endsWith(".")
                && !text.endsWith(" ")
                && !DEVICE.matcher(stem).matches();
    }
}
