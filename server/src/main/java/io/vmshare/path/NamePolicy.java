package io.vmshare.path;

import java.util.Locale;
import java.util.Set;

/**
 * Which names are served, whatever the file system would open. Pure, so that the rules of every platform are tested on
 * any.
 *
 * @param hidden whether names that begin with a dot are served
 * @param windows whether names that Windows reads as something else are refused
 */
public record NamePolicy(boolean hidden, boolean windows) {

    /** Names of devices, with any extension, in every directory. Source: Microsoft, "Naming Files, Paths". */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "conin$", "conout$", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
            "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    /** Returns the policy for the machine that this runs on. */
    public static NamePolicy ofThisMachine(boolean hidden) {
        return new NamePolicy(hidden, java.io.File.separatorChar == '\\');
    }

    /** Returns whether {@code name} may be served and listed. */
    public boolean allows(Name name) {
        String bytes = name.bytes();
        return (hidden || !bytes.startsWith(".")) && (!windows || isPlainOnWindows(bytes));
    }

    private static boolean isPlainOnWindows(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            // ':' opens a stream, '\' is a separator, '~' may be a short name (FILE~1.TXT) of a file refused by its
            // own.
            if (c < ' ' || "\\:*?\"<>|~".indexOf(c) >= 0) {
                return false;
            }
        }
        int dot = bytes.indexOf('.');
        String stem = (dot < 0 ? bytes : bytes.substring(0, dot)).strip();
        return !bytes.endsWith(".") && !bytes.endsWith(" ") && !DEVICES.contains(stem.toLowerCase(Locale.ROOT));
    }
}
