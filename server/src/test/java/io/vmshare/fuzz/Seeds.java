package io.vmshare.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Requests in the escaped form that {@code requests/README} tells; a byte stands as a character below U+0100. */
final class Seeds {

    /** What a request may look like, by topic. */
    private static final List<String> FILES = List.of("plain", "methods", "targets", "ranges", "fields", "bodies");

    private Seeds() {}

    /**
     * One entry of a file.
     *
     * @param name the file's name and its own
     * @param bytes what goes over the wire
     */
    record Seed(String name, String bytes) {}

    /** Returns all seeds, in the order of the files. */
    static List<Seed> all() {
        List<Seed> seeds = new ArrayList<>();
        for (String file : FILES) {
            seeds.addAll(parse(file, read("/requests/" + file + ".txt")));
        }
        return seeds;
    }

    /** Returns the seeds of the text of a file. */
    static List<Seed> parse(String file, String text) {
        List<Seed> seeds = new ArrayList<>();
        String name = "";
        StringBuilder escaped = new StringBuilder();
        for (String line : (text + "\n= end").split("\r?\n", -1)) {
            if (line.startsWith("= ")) {
                if (!name.isEmpty()) {
                    seeds.add(new Seed(file + ": " + name, unescape(escaped.toString())));
                }
                name = line.substring(2);
                escaped.setLength(0);
            } else if (!line.startsWith("#")) {
                escaped.append(line);
            }
        }
        return seeds;
    }

    /** Returns the bytes that {@code escaped} stands for. */
    static String unescape(String escaped) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("not printable ASCII: " + escaped);
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char kind = escaped.charAt(++i);
            if (kind == 'x') {
                out.append((char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (kind == '{') {
                int star = escaped.indexOf('*', i);
                int end = escaped.indexOf('}', star);
                int times = Integer.parseInt(escaped.substring(i + 1, star));
                out.append(unescape(escaped.substring(star + 1, end)).repeat(times));
                i = end;
            } else {
                out.append(plainEscape(kind));
            }
        }
        return out.toString();
    }

    /** Returns {@code bytes} in the form that {@link #unescape} reads, a line for each line. */
    static String escape(String bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n\n");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> out.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return out.toString();
    }

    private static char plainEscape(char kind) {
        return switch (kind) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("no such escape: \\" + kind);
        };
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Seeds.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
