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

    /** In which content codings the files of a name may go out. */
    enum Codings {
        /** As they are: what boots, installs or is compressed already, and what nobody knows. */
        NONE,
        /** In those that somebody has put beside the file. */
        PRECOMPRESSED,
        /** In those, and compressed on the way. */
        ALL
    }

    /** What the table says of a name. */
    private record Entry(String type, Codings codings) {}

    /** What is said of what nobody knows. */
    private static final Entry UNKNOWN = new Entry("application/octet-stream", Codings.NONE);

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
        String override = overrides.get(extension(fileName));
        return override != null ? override : entry(fileName).type;
    }

    /** Returns the content codings for a file; another type does not change them. */
    Codings codingsOf(String fileName) {
        return entry(fileName).codings;
    }

    private static Entry entry(String fileName) {
        return fileName.indexOf('.') < 0
                ? Table.BUILT_IN.names.getOrDefault(fileName.toLowerCase(Locale.ROOT), UNKNOWN)
                : Table.BUILT_IN.extensions.getOrDefault(extension(fileName), UNKNOWN);
    }

    /** Returns what follows the last dot, in lower case; empty if there is none, and no type is for that. */
    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The built-in table, read when first asked. */
    private static final class Table {

        static final Table BUILT_IN = new Table();

        final Map<String, Entry> extensions = new HashMap<>();
        final Map<String, Entry> names = new HashMap<>();

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

        /** A type, its mark, and what has it, in the form of {@code mime.types}; {@code =} marks a whole name. */
        private void addLine(String line) {
            StringTokenizer words = new StringTokenizer(line);
            if (!words.hasMoreTokens() || line.startsWith("#")) {
                return;
            }
            Entry entry = entryOf(words.nextToken());
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                if (word.startsWith("=")) {
                    names.put(word.substring(1), entry);
                } else {
                    extensions.put(word, entry);
                }
            }
        }

        /** A mark behind the type says which codings. */
        private static Entry entryOf(String word) {
            String type = word.substring(0, word.length() - 1);
            return word.endsWith("~")
                    ? new Entry(type, Codings.ALL)
                    : word.endsWith("^") ? new Entry(type, Codings.PRECOMPRESSED) : new Entry(word, Codings.NONE);
        }
    }
}
