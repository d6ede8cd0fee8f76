package io.vmshare.cli.show;

/** Quotes words for a POSIX shell. Pure. */
final class ShellWord {

    private static final String SAFE = "@%+=:,./_-";

    private ShellWord() {}

    /** Returns {@code word} so that a shell reads it as one word and changes nothing in it (POSIX.1-2017, 2.2.2). */
    static String quote(String word) {
        boolean safe = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            safe &= letter || SAFE.indexOf(c) >= 0;
        }
        return safe ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
