package io.vmshare.image.zip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where an entry says to lie. Pure.
 *
 * @param segments the names on the way from the top to it; empty if it is left out
 * @param isDirectory whether the name ends with a slash
 */
record EntryName(List<String> segments, boolean isDirectory) {

    private static final int MAX_DEPTH = 64;
    private static final Set<String> LEFT_OUT = Set.of("", ".", "..");

    /** FAT, NTFS and VFAT (APPNOTE 6.3.10 §4.4.2). */
    private static final Set<Integer> WINDOWS = Set.of(0, 10, 14);

    private static final EntryName NONE = new EntryName(List.of(), false);

    /**
     * Returns where {@code name} leads. Left out are absolute names, those with NUL, with a segment that is empty, {@code .}
     * or {@code ..} (but {@code ./} in front, which bsdtar writes), and those more than 64 deep.
     *
     * @param platform on what it was written, as in "version made by": what FAT and Windows write without any slash may have
     *     backslashes for them
     */
    static EntryName of(String name, int platform) {
        String path = WINDOWS.contains(platform) && name.indexOf('/') < 0 ? name.replace('\\', '/') : name;
        if (path.startsWith("./")) {
            path = path.substring(2);
        }
        boolean isDirectory = path.endsWith("/");
        List<String> segments =
                Arrays.asList((isDirectory ? path.substring(0, path.length() - 1) : path).split("/", MAX_DEPTH + 1));
        return segments.size() > MAX_DEPTH
                        || path.indexOf('\0') >= 0
                        || segments.stream().anyMatch(LEFT_OUT::contains)
                ? NONE
                : new EntryName(segments, isDirectory);
    }

    /** Returns what bytes say in UTF-8, with or without the flag for it; if they are none, in code page 437 (APPNOTE D). */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // A Java that was cut down to few modules may lack the code page.
            Charset charset = Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
            return new String(bytes, charset);
        }
    }
}
