package io.vmshare.path;

import java.util.regex.Pattern;

/**
 * Which names are served, whatever the file system would open. Pure, so that the rules of every platform are tested on
 * any.
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

    /** Returns the policy for the machine that this runs on. */
    public static NamePolicy ofThisMachine(boolean hidden) {
        return new NamePolicy(hidden, java.io.File.separatorChar == '\\');
    }

    /** Returns whether {@code name} may be served and listed. */
    public boolean allows(Name name) {
        return (hidden || !name.bytes().startsWith(".")) && (!windows || isPlainOnWindows(name.text()));
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
