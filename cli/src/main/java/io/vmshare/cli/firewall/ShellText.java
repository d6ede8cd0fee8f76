package io.vmshare.cli.firewall;

/** Quotes words of the commands that we print. Pure. */
final class ShellText {

    private ShellText() {}

    /** Returns {@code word} so that a POSIX shell reads it as one word and changes nothing in it (POSIX.1-2017, 2.2). */
    static String quote(String word) {
        return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Returns {@code text} as one string of PowerShell in which nothing is replaced. */
    static String powerShell(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
