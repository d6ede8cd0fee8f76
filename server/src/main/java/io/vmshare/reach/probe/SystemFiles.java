package io.vmshare.reach.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files in which a system tells of itself. What is missing or cannot be read is empty: no file is one that must be
 * there. A read may block, as on a FIFO. Immutable.
 */
final class SystemFiles {

    /** More than any table of routes or leases that is worth reading has, in bytes. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MAX_NAMES = 100_000;

    private final Path root;

    /**
     * Files below a directory.
     *
     * @param root what stands for the root of the file system
     */
    SystemFiles(Path root) {
        this.root = root;
    }

    /** Returns the text of a file byte by byte as in ISO 8859-1, up to 1 MiB of it. */
    String text(String path) {
        return text(path, MAX_BYTES);
    }

    /** Returns the beginning of a file's text, in at most {@code maxBytes} bytes. */
    String text(String path, int maxBytes) {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return new String(in.readNBytes(maxBytes), StandardCharsets.ISO_8859_1);
        } catch (IOException | SecurityException | InvalidPathException e) {
            return "";
        }
    }

    /** Returns the first line of a file without the blanks around it, in at most 200 bytes. */
    String line(String path) {
        String text = text(path, 200);
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).trim();
    }

    /** Returns whether there is a file or directory of that name. */
    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** Returns the names in a directory, in no order, up to 100,000 of them. */
    List<String> names(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
                if (names.size() == MAX_NAMES) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            return names; // as far as it went
        }
        return names;
    }
}
