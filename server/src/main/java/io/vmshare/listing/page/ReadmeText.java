package io.vmshare.listing.page;

import io.vmshare.text.Html;

/** Text of a README made safe to be shown: its lines stay, and nothing in them can turn text around or hide. Pure. */
final class ReadmeText {

    private ReadmeText() {}

    /** Returns {@code text} with line ends of one kind, tabs as blanks and controls made visible; empty if it holds NUL. */
    static String of(String text) {
        if (text.indexOf('\0') >= 0) {
            return "";
        }
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        StringBuilder out = new StringBuilder(marked.length());
        for (String line : marked.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            out.append(Html.visible(withoutTabs(line))).append('\n');
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    /** A tab goes to the next column of four (CommonMark 0.31 §2.2). */
    private static String withoutTabs(String line) {
        if (line.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                out.append("    ", 0, 4 - out.length() % 4);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
