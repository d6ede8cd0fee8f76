package io.vmshare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Directories with a {@code tree} of files of each kind. */
final class KeptTrees extends SharedTrees {

    /** In memory; in a chunk; open. */
    static final int[] SIZES = {1000, 60_000, 300_000};

    /** Takes the names of the directories in which a {@code tree} is made. */
    KeptTrees(String... names) {
        super(names);
    }

    @Override
    void fill(Path directory) throws IOException {
        Path files = Files.createDirectories(directory.resolve("tree/dir"));
        for (int size : SIZES) {
            Files.write(files.resolve("file-" + size + ".bin"), content(size));
        }
        Files.write(files.resolve("text.txt"), content(2000));
        Files.write(files.resolve("index.html"), content(2000));
        Files.writeString(files.resolve("answers.ks"), "no name in it");
        Files.writeString(files.resolve(".dotfile"), "hidden");
    }

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    ShareServer start(ShareOptionsBuilder options) {
        return opened(ShareServer.start(options.grace(Duration.ZERO).build()));
    }

    ShareServer start(Path root) {
        return start(ShareOptions.builder(root));
    }
}
