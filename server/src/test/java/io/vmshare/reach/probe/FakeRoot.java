package io.vmshare.reach.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that stands for the root of a Linux machine. */
record FakeRoot(Path directory) {

    /** Writes a file, with the directories that it is in. */
    FakeRoot with(String path, String text) throws IOException {
        return with(path, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    FakeRoot with(String path, byte[] content) throws IOException {
        Files.write(place(path), content);
        return this;
    }

    /** Returns where a file is, in a directory that is there. */
    Path place(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        return file;
    }

    LinuxProbe probe() {
        return new LinuxProbe(new SystemFiles(directory));
    }
}
