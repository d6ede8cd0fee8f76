package io.vmshare.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringTokenizer;

/**
 * Media types by file name. The table is our own, so that a file has the same type on every machine. Immutable.
 */
public final class MediaTypes {

    /** The type of what nobody knows. */
    private static final String UNKNOWN = "application/octet-stream";

    private final Map<String, String> overrides;

    private MediaTypes(Map<String, String> overrides) {
        this.overrides = Map.copyOf(overrides);
    }

    /**
     * Returns the built-in types with some replaced or added.
     *
     * @param overrides types by extension, in lower case and without the dot
     */
    public static MediaTypes of(Map<String, String> overrides) {
        return new MediaTypes(overrides);
    }

    /**
     * Returns the media type of a file, by what follows the last dot of its name, or by the whole name when it has no
     * dot; the letter case does not count. A charset is not part of it.
     *
     * @param fileName the last segment of a path
     */
    public String typeOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        if (dot < 0) {
            return Table.BUILT_IN.names.getOrDefault(fileName.toLowerCase(Locale.ROOT), UNKNOWN);
        }
        String extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        String override = overrides.get(extension);
        return override != null ? override : Table.BUILT_IN.extensions.getOrDefault(extension, UNKNOWN);
    }

    /** The built-in table, read when first asked. */
    private static final class Table {

        static final Table BUILT_IN = new Table();

        final Map<String, String> extensions = new HashMap<>();
        final Map<String, String> names = new HashMap<>();

        private Table() {
            try (InputStream in = Objects.requireNonNull(MediaTypes.class.getResourceAsStream("media-types.txt"));
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    addLine(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the table of media types", e);
            }
        }

        /** A type and what has it, in the form of {@code mime.types}; {@code =} marks a whole name. */
        private void addLine(String line) {
            StringTokenizer words = new StringTokenizer(line);
            if (!words.hasMoreTokens() || line.startsWith("#")) {
                return;
            }
            String type = words.nextToken();
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                if (word.startsWith("=")) {
                    names.put(word.substring(1), type);
                } else {
                    extensions.put(word, type);
                }
            }
        }
    }
}
