package io.vmshare.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the bytes of a text file tell. A charset that is said must be right, so it is said only of what has been read. */
final class TextContent {

    /** Longer files are not read for this. */
    static final long MAX_BYTES = 1024 * 1024;

    private static final int BUFFER = 16 * 1024;

    private TextContent() {}

    /**
     * Returns {@code mediaType} with {@code charset=utf-8} if it is a text type without a charset and the first
     * {@code length} bytes of {@code file} are short enough and UTF-8.
     */
    static String typeOf(String mediaType, SeekableByteChannel file, long length) throws IOException {
        String type = mediaType.toLowerCase(Locale.ROOT);
        boolean open = type.startsWith("text/") && !type.contains("charset=");
        return open && length <= MAX_BYTES && isUtf8(file, length) ? mediaType + "; charset=utf-8" : mediaType;
    }

    /** Whether all decodes, holds no NUL (UTF-16 without a mark would) and shifts to no other set (ISO 2022 would). */
    private static boolean isUtf8(SeekableByteChannel file, long length) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(length, 1)));
        CharBuffer chars = CharBuffer.allocate(bytes.capacity());
        file.position(0);
        char before = ' ';
        for (long unread = length; unread > 0; ) {
            bytes.limit((int) Math.min(bytes.capacity(), bytes.position() + unread));
            int read = file.read(bytes);
            if (read < 0) {
                return false;
            }
            unread -= read;
            bytes.flip();
            if (decoder.decode(bytes, chars, unread == 0).isError()) {
                return false;
            }
            bytes.compact();
            chars.flip();
            while (chars.hasRemaining()) {
                char c = chars.get();
                if (c == 0 || (before == '\u001B' && (c == '$' || c == '('))) {
                    return false;
                }
                before = c;
            }
            chars.clear();
        }
        return true;
    }
}
