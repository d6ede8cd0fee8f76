package io.vmshare.listing.format;

import io.vmshare.path.Name;
import io.vmshare.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Names as Python has them: text in which each byte that is no UTF-8 is half of a surrogate pair, U+DC80 to U+DCFF (PEP 383).
 * Pure.
 */
final class PythonText {

    private static final char ESCAPED = '\uDC00';

    private PythonText() {}

    /** Returns the text of {@code name}. */
    static String of(Name name) {
        String text = name.text();
        return text.indexOf('\uFFFD') < 0 ? text : decode(name.bytes());
    }

    private static String decode(String bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        CharBuffer out = CharBuffer.allocate(bytes.length());
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        for (CoderResult result = utf8.decode(in, out, true); result.isMalformed(); ) {
            for (int i = result.length(); i > 0; i--) {
                out.put((char) (ESCAPED | (in.get() & 0xFF)));
            }
            result = utf8.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /**
     * Returns the bytes of {@code text} in UTF-8, also of halves of surrogate pairs, which it does not allow: what Python
     * calls {@code surrogatepass}. They are ordered as the code points are.
     */
    static String bytes(String text) {
        StringBuilder bytes = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            bytes.append(Utf8.bytes(text.codePointAt(i)));
        }
        return bytes.toString();
    }
}
