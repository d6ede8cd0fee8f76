package io.vmshare.digest;

import java.util.HexFormat;

/**
 * Lines as {@code sha256sum} of GNU coreutils 9 writes and reads them, a character for each byte. A name with a backslash or
 * a line break is escaped, and a backslash in front of the line says so. Pure.
 */
final class ChecksumLine {

    private static final String BETWEEN = "  ";

    private ChecksumLine() {}

    /** Renders the line that says which digest the file called {@code name} has. */
    static String render(byte[] digest, String name) {
        String escaped = escape(name);
        String mark = escaped.length() > name.length() ? "\\" : "";
        return mark + HexFormat.of().formatHex(digest) + BETWEEN + escaped + "\n";
    }

    /** Returns how many bytes such a line has. */
    static int length(Algorithm algorithm, String name) {
        return render(new byte[algorithm.bytes()], name).length();
    }

    /** Renders a comment, which those tools pass over, on why {@code name} has no line. */
    static String comment(String name, String why) {
        return "# " + escape(name) + ": " + why + "\n";
    }

    private static String escape(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
