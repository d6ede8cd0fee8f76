package io.vmshare.cli.value;

/** Quotes words of the commands that are printed. Pure. */
public final class ShellWord {

    private static final String SAFE = "@%+=:,./_-";

    private ShellWord() {}

    /** Returns {@code word} so that a POSIX shell reads it as one word and changes nothing in it (POSIX.1-2017, 2.2.2). */
    public static String quote(String word) {
        boolean safe = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            safe &= letter || SAFE.indexOf(c) >= 0;
        }
        return safe ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Returns {@code text} as one string of PowerShell in which nothing is replaced. Typographic quotes end one, too
     * (PowerShell language specification, 2.3.5.2).
     */
    public static String powerShell(String text) {
        return "'" + text.replaceAll("['\u2018-\u201B]", "$0$0") + "'";
    }
}
