package io.vmshare.content;

import io.vmshare.path.Name;

/** The field that asks a browser to save rather than show (RFC 6266). */
public final class Attachment {

    private Attachment() {}

    /**
     * Returns the value of {@code Content-Disposition} for a file of this name, whatever its bytes: as ASCII for old
     * clients, and in UTF-8 (RFC 8187 §3.2). What would break the field or lead a careless client elsewhere is {@code _} in
     * both: controls, line breaks, what turns text around, slash and backslash; bytes that are no UTF-8 are U+FFFD.
     */
    public static String of(Name name) {
        StringBuilder ascii = new StringBuilder();
        StringBuilder full = new StringBuilder();
        name.text().codePoints().map(c -> isSafe(c) ? c : '_').forEach(c -> {
            // Old clients differ in what a quote, an escape or a percent sign within quotes means to them.
            ascii.appendCodePoint(c > '~' || c == '"' || c == '%' ? '_' : c);
            full.appendCodePoint(c);
        });
        String encoded = Name.ofText(full.toString()).encoded();
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != '/' && c != '\\';
        };
    }
}
