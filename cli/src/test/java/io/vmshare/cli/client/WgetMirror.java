package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What {@code wget -m} changes in a mirror, undone file by file from a list that the source gives: nothing else may
 * differ. Each change was seen with wget 1.21.3.
 */
public final class WgetMirror {

    /** wget cuts names 19 bytes before the end of the 255 that a file system takes. */
    private static final int LONGEST_NAME = 236;

    private WgetMirror() {}

    /** Undoes it: the listing of each directory that has no index.html goes, and names get their bytes back. */
    public static void restore(Path source, Path mirror) throws IOException {
        removeListing(source, mirror);
        for (Path original : Trees.below(source)) {
            Path restored = mirror.resolve(source.relativize(original));
            boolean directory = Files.isDirectory(original);
            byte[] name = Trees.name(original);
            byte[] saved = savedName(name, directory);
            if (!Arrays.equals(name, saved)) {
                Path changed = HostileTree.resolve(restored.getParent(), Trees.encoded(saved));
                assertThat(changed).exists();
                Files.move(changed, restored);
            }
            if (directory) {
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
     * Returns the name under which wget saves: it decodes a file's name once more after the URL's own decoding, writes
     * control characters as %XX (its option {@code --restrict-file-names}), and cuts long names.
     */
    private static byte[] savedName(byte[] name, boolean directory) {
        byte[] decoded = directory ? name : Trees.decoded(new String(name, StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        for (byte character : decoded) {
            if (character >= 0 && character < ' ' || character == 0x7F) {
                saved.writeBytes(String.format("%%%02X", character).getBytes(StandardCharsets.US_ASCII));
            } else {
                saved.write(character);
            }
        }
        return Arrays.copyOf(saved.toByteArray(), Math.min(saved.size(), LONGEST_NAME));
    }
}
