package io.vmshare.text;

import io.vmshare.http.RequestRefused;

/** Percent-encoding of bytes (RFC 3986 §2.1); a byte stands as a character below U+0100. */
public final class PercentEncoding {

    private static final String UNRESERVED_MARKS = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /** Returns {@code bytes} with all but the unreserved characters encoded (RFC 3986 §2.3). */
    public static String encode(String bytes) {
        int plain = 0;
        while (plain < bytes.length() && isUnreserved(bytes.charAt(plain))) {
            plain++;
        }
        if (plain == bytes.length()) {
            return bytes;
        }
        StringBuilder out = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char b = bytes.charAt(i);
            if (isUnreserved(b)) {
                out.append(b);
            } else {
                out.append('%').append(HEX[b >> 4]).append(HEX[b & 15]);
            }
        }
        return out.toString();
    }

    /**
     * Returns the bytes that {@code text} encodes, once.
     *
     * @throws RequestRefused with 400 if a {@code %} is not followed by two hexadecimal digits, or if a character is no
     *     byte
     */
    public static String decode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new RequestRefused(400, "a character that is no byte");
            }
        }
        int percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (percent >= 0) {
            out.append(text, from, percent);
            int high = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 1)) : -1;
            int low = percent + 2 < text.length() ? hexDigit(text.charAt(percent + 2)) : -1;
            if (high < 0 || low < 0) {
                throw new RequestRefused(400, "malformed percent-encoding");
            }
            out.append((char) (high << 4 | low));
            from = percent + 3;
            percent = text.indexOf('%', from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static int hexDigit(char c) {
        return Character.digit(c, 16); // knows the digits of every script, but there are no others below U+0100
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }
}
