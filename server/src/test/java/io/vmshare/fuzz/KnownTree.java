package io.vmshare.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A share root of which every byte is known, so that an answer tells which file it was taken from. No file's content is
 * part of another's. Bytes stand as characters below U+0100.
 */
final class KnownTree {

    /** What lies beside the root and must never be seen. */
    static final String SECRET = "the secret that lies outside of the root";

    /** When all files changed last; the seeds know it. */
    static final Instant MODIFIED = Instant.parse("2020-01-02T03:04:05Z");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*(/.*)?");
    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    private final Map<String, String> files = new LinkedHashMap<>();

    /** Creates the content, and nothing on disk. */
    KnownTree() {
        StringBuilder large = new StringBuilder("the large one: ");
        new Random(20).ints(4096, 0, 256).forEach(b -> large.append((char) b));
        files.put("file.txt", "what is in the file, line one\nand line two\n");
        files.put("large.bin", large.toString());
        files.put("empty", "");
        files.put("directory/inner.txt", "what is in the inner file\n");
        files.put("b\u00c3\u00bccher", "what is in the books\n");
        files.put("marker", "the marker's own answer\n");
        for (int i = 0; i < 10; i++) {
            files.put("smuggled-" + i, "nobody asked for contraband " + i + "\n");
        }
    }

    /** Writes the tree to {@code root}, which exists, with secrets beside it and links to them in it. */
    void plant(Path root) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = new String(latin1(file.getKey()), StandardCharsets.UTF_8);
            Path path = root.resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, latin1(file.getValue()));
            Files.setLastModifiedTime(path, FileTime.from(MODIFIED));
        }
        Path outside = Files.createDirectory(root.resolveSibling("outside"));
        for (Path secret : List.of(root.resolveSibling("secret.txt"), outside.resolve("secret.txt"))) {
            Files.writeString(secret, SECRET);
        }
        Files.createSymbolicLink(root.resolve("leak"), Path.of("../secret.txt"));
        Files.createSymbolicLink(root.resolve("out"), outside);
    }

    /** Returns the content of the file that {@code target} names, by RFC 3986 §6.2 and without following a link. */
    Optional<String> at(String target) {
        return pathOf(target).map(files::get);
    }

    /** Returns the name of a file, not empty, whose content {@code body} holds. */
    Optional<String> fileWithin(String body) {
        return files.entrySet().stream()
                .filter(file -> !file.getValue().isEmpty() && body.contains(file.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns the decoded path without its first slash, or empty if {@code target} has none or none that is plain. */
    static Optional<String> pathOf(String target) {
        String origin = target;
        if (!target.startsWith("/")) {
            java.util.regex.Matcher absolute = ABSOLUTE.matcher(target);
            if (!absolute.matches() || absolute.group(1) == null) {
                return Optional.empty();
            }
            origin = absolute.group(1);
        }
        String raw = origin.split("\\?", 2)[0];
        if (raw.contains("#")) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder();
        for (String segment : raw.split("/", -1)) {
            String name = decode(segment);
            if (name.contains("/") || name.equals("..")) {
                return Optional.empty();
            }
            if (!name.isEmpty() && !name.equals(".")) {
                path.append(path.length() == 0 ? "" : "/").append(name);
            }
        }
        boolean slash = raw.endsWith("/")
                || decode(raw.substring(raw.lastIndexOf('/') + 1)).equals(".");
        return slash ? Optional.empty() : Optional.of(path.toString());
    }

    static String decode(String text) {
        return ENCODED.matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group().substring(1), 16))));
    }

    private static byte[] latin1(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }
}
