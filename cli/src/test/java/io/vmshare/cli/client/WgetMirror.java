package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code wget -m} changes in a mirror, undone file by file from a list that the source gives: nothing else may
 * differ.
 */
final class WgetMirror {

    private WgetMirror() {}

    /** Undoes it: the listing of each directory that has no index.html goes, and names get their bytes back. */
    static void restore(Path source, Path mirror) throws IOException {
        removeListing(source, mirror);
        for (Path original : Trees.below(source)) {
            Path parent = mirror.resolve(source.relativize(original)).getParent();
            String name = Trees.encoded(original.getParent(), original).replaceFirst("/$", "");
            String saved = savedName(name);
            Path restored = mirror.resolve(source.relativize(original));
            if (!saved.equals(name)) {
                Path mangled = HostileTree.resolve(parent, saved);
                assertThat(mangled).exists();
                Files.move(mangled, restored);
            }
            if (Files.isDirectory(original)) {
                removeListing(original, restored);
            }
        }
    }

    private static void removeListing(Path original, Path directory) throws IOException {
        if (!Files.exists(original.resolve("index.html"))) {
            Files.delete(directory.resolve("index.html"));
        }
    }

    /**
     * Returns the name under which wget saves a file, both percent-encoded. It writes control characters as %XX, and
     * takes the bytes 0x80 to 0x9F for such, also amidst UTF-8 (its option --restrict-file-names).
     */
    private static String savedName(String encoded) {
        StringBuilder saved = new StringBuilder();
        for (byte character : Trees.decoded(encoded)) {
            int value = character & 0xFF;
            boolean control = value < 0x20 || value >= 0x7F && value < 0xA0;
            saved.append(String.format(control ? "%%25%02X" : "%%%02X", value));
        }
        return Trees.encoded(Path.of("/"), Path.of(URI.create("file:///" + saved)));
    }
}
