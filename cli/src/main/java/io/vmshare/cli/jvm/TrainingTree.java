package io.vmshare.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tree that is shared to make an archive. */
final class TrainingTree {

    /** Small files: {@code f0.txt} to {@code f39.txt}. */
    static final int FILES = 40;

    static final int LARGE_BYTES = 1 << 20;

    private TrainingTree() {}

    static Path create(Path root) throws IOException {
        Files.createDirectories(root.resolve("directory"));
        byte[] line = "A line of text, as in a log or a script.\n".repeat(25).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < FILES; i++) {
            Files.write(root.resolve("f" + i + ".txt"), line);
        }
        Files.write(root.resolve("large.iso.part"), new byte[LARGE_BYTES]);
        Files.writeString(root.resolve("directory/index.html"), "<!doctype html><title>x</title>\n");
        return root;
    }
}
