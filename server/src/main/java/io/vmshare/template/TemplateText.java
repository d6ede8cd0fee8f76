package io.vmshare.template;

import io.vmshare.template.TemplateValues.Name;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Replaces names in a text, which is given as its bytes, each as a character below U+0100. A name with one more dollar sign
 * in front, <code>$${share.url}</code>, loses that sign and stays. Everything else stays as it is, byte by byte: line ends,
 * a byte order mark, any other <code>${...}</code>. Pure.
 */
final class TemplateText {

    private TemplateText() {}

    /** Takes what the result is made of, piece by piece. */
    private interface Sink {
        void put(String piece, int from, int to);
    }

    /** Returns whether anything would be replaced, or lose a dollar sign. */
    static boolean holdsNames(String text) {
        for (Name name : Name.ALL) {
            if (text.contains(name.written())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the bytes are UTF-8 without NUL. */
    static boolean isText(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Returns how long the result is. */
    static long length(String text, TemplateValues values) {
        long[] length = {0};
        replace(text, values, (piece, from, to) -> length[0] += to - from);
        return length[0];
    }

    /** Returns the result, as the text is given. */
    static String replace(String text, TemplateValues values) {
        StringBuilder result = new StringBuilder();
        replace(text, values, result::append);
        return result.toString();
    }

    private static void replace(String text, TemplateValues values, Sink result) {
        int done = 0;
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
            Name name = nameAt(text, at);
            if (name == null) {
                at++;
                continue;
            }
            int end = at + name.written().length();
            if (at > done && text.charAt(at - 1) == '$') {
                result.put(text, done, at - 1);
                result.put(text, at, end);
            } else {
                String value = values.of(name);
                result.put(text, done, at);
                result.put(value, 0, value.length());
            }
            done = end;
            at = end;
        }
        result.put(text, done, text.length());
    }

    private static @Nullable Name nameAt(String text, int at) {
        for (Name name : Name.ALL) {
            if (text.startsWith(name.written(), at)) {
                return name;
            }
        }
        return null;
    }
}
