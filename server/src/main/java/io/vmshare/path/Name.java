package io.vmshare.path;

import io.vmshare.text.PercentEncoding;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file's name as the bytes that the file system holds. Immutable and thread-safe.
 *
 * <p>{@link Path#toString} and {@code Path.of(String)} go through the JVM's own character set, which under
 * {@code LC_ALL=C} is ASCII: names then get lost or throw. A {@code file:} URI carries the bytes themselves, so it is
 * the way in and out wherever the text is not faithful.
 */
public final class Name {

    /** Whether text and bytes of names agree on the default file system: POSIX, and the JVM's file names are UTF-8. */
    private static final boolean UTF8_NAMES = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    private static final boolean POSIX = File.separatorChar == '/';

    private final String bytes;

    private Name(String bytes) {
        this.bytes = bytes;
    }

    /** Returns the name whose bytes are the characters of {@code bytes}, all below U+0100. */
    public static Name ofBytes(String bytes) {
        return new Name(bytes);
    }

    /** Returns the name whose bytes are {@code text} in UTF-8. */
    public static Name ofText(String text) {
        return isAscii(text) ? new Name(text) : new Name(latin1(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the last name of {@code path}; it may touch the file when only its URI tells the bytes. */
    public static Name of(Path path) {
        Path last = path.getFileName();
        String text = last == null ? "" : last.toString();
        if (isAscii(text) || isTextFaithful(path.getFileSystem(), text)) {
            return ofText(text);
        }
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return new Name(PercentEncoding.decode(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end)));
    }

    /**
     * Returns the one-element relative path of this name, or empty if {@code fileSystem} cannot hold such a name.
     */
    public Optional<Path> in(FileSystem fileSystem) {
        if (!isOneName(fileSystem)) {
            return Optional.empty();
        }
        try {
            if (!isAscii(bytes) && fileSystem.equals(FileSystems.getDefault()) && POSIX && !UTF8_NAMES) {
                return viaUri();
            }
            String text = utf8();
            if (text != null) {
                Path path = fileSystem.getPath(text);
                return path.getRoot() == null ? Optional.of(path) : Optional.empty();
            }
            return fileSystem.equals(FileSystems.getDefault()) && POSIX ? viaUri() : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Returns the name for people: its UTF-8, with U+FFFD for bytes that are none. */
    public String text() {
        return isAscii(bytes) ? bytes : new String(toByteArray(), StandardCharsets.UTF_8);
    }

    /** Returns the name as a path segment of a URL: every byte but the unreserved ones encoded (RFC 3986 §2.3). */
    public String encoded() {
        return PercentEncoding.encode(bytes);
    }

    /** Returns the bytes, each as a character below U+0100. */
    public String bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Name name && name.bytes.equals(bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** Returns {@link #encoded}. */
    @Override
    public String toString() {
        return encoded();
    }

    private static boolean isTextFaithful(FileSystem fileSystem, String text) {
        // A provider other than the default holds text. U+FFFD is what the JVM makes of bytes that it cannot decode.
        return !fileSystem.equals(FileSystems.getDefault()) || !POSIX || (UTF8_NAMES && text.indexOf('\uFFFD') < 0);
    }

    /** What a path would take for a way of several steps, or for one up, is no name of anything in a directory. */
    private boolean isOneName(FileSystem fileSystem) {
        return !bytes.isEmpty()
                && !bytes.equals(".")
                && !bytes.equals("..")
                && bytes.indexOf('/') < 0
                && bytes.indexOf('\0') < 0
                && !bytes.contains(fileSystem.getSeparator());
    }

    private Optional<Path> viaUri() {
        return Optional.ofNullable(Path.of(URI.create("file:///" + encoded())).getFileName());
    }

    private @Nullable String utf8() {
        if (isAscii(bytes)) {
            return bytes;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private byte[] toByteArray() {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
