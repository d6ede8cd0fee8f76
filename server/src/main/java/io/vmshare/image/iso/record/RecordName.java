package io.vmshare.image.iso.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How the bytes of a name become text. Pure. */
public final class RecordName {

    /** Linux's NAME_MAX; no directory holds longer ones. */
    private static final int MAX_BYTES = 255;

    private static final String VERSION = ";1";

    private RecordName() {}

    /** Returns the text whose UTF-8 {@code bytes} is, or if it is none the text whose ISO-8859-1 it is. */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Returns a plain name as Linux shows it ({@code isofs_name_translate}): in lower case and without version; it has
     * no dot at its end either.
     */
    static String plain(byte[] bytes) {
        byte[] name = bytes.clone();
        for (int i = 0; i < name.length; i++) {
            if (name[i] >= 'A' && name[i] <= 'Z') {
                name[i] = (byte) (name[i] + 'a' - 'A');
            }
        }
        int length = Bytes.has(name, name.length - 2, VERSION) ? name.length - 2 : name.length;
        if (length > 1 && name[length - 1] == '.') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (name[i] == ';' || name[i] == '/') {
                name[i] = '.';
            }
        }
        return text(Arrays.copyOf(name, length));
    }

    /** Returns a name of a Joliet tree, in UCS-2, without version. */
    static String joliet(byte[] bytes) {
        String name = new String(bytes, StandardCharsets.UTF_16BE);
        return name.endsWith(VERSION) ? name.substring(0, name.length() - VERSION.length()) : name;
    }

    /** Returns whether {@code name} can be an entry of a directory. */
    public static boolean isUsable(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }
}
