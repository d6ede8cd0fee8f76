package io.vmshare.listing.page;

import io.vmshare.text.Html;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of a README made safe to be shown: its lines stay, and nothing in them can turn text around or hide. Pure. */
final class ReadmeText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private ReadmeText() {}

    /** Returns the text with line ends of one kind, tabs as blanks and controls made visible; empty if it holds NUL. */
    static String of(byte[] bytes) {
        String text = decoded(bytes);
        if (text.indexOf('\0') >= 0) {
            return "";
        }
        StringBuilder out = new StringBuilder(text.length());
        for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            out.append(Html.visible(withoutTabs(line))).append('\n');
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    /** By its byte order mark, as UTF-8, or as Windows wrote it; the page's script takes texts for the same. */
    private static String decoded(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        if (mark == 0xFEFF || mark == 0xFFFE) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
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
