package io.vmshare.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A home of Java whose {@code java} only writes down what it was started with, each word ended by NUL. */
final class FakeJava {

    private static final String JAVA = "#!/bin/sh\nprintf '%s\\0' \"$0\" \"$@\" >>'CALLS'\nprintf '\\n' >>'CALLS'\n";

    private final Path home;

    private FakeJava(Path home) {
        this.home = home;
    }

    /** Creates one; {@code release} is the text of its release file, none if empty. */
    static FakeJava create(Path home, String release) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        FakeJava java = new FakeJava(home);
        Executables.write(
                java.program(), JAVA.replace("CALLS", java.calls().toString()).getBytes(StandardCharsets.UTF_8));
        if (!release.isEmpty()) {
            Files.writeString(home.resolve("release"), release);
        }
        return java;
    }

    /** Creates one as Temurin's are. */
    static FakeJava ofVersion(Path home, String version) throws IOException {
        return create(
                home, "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base\"\n");
    }

    Path home() {
        return home;
    }

    Path program() {
        return home.resolve("bin/java");
    }

    private Path calls() {
        return home.resolve("calls");
    }

    /** Returns how often it was started. */
    int count() throws IOException {
        return Files.exists(calls()) ? Files.readString(calls()).split("\0\n", -1).length - 1 : 0;
    }

    /** Returns the words that it was started with last, without its own name. */
    List<String> words() throws IOException {
        String[] calls = Files.readString(calls()).split("\0\n", -1);
        List<String> words = new ArrayList<>(Arrays.asList(calls[calls.length - 2].split("\0", -1)));
        words.remove(0);
        return words;
    }

    /** Returns those for the program: what follows the jar. */
    List<String> arguments() throws IOException {
        List<String> words = words();
        return words.subList(words.indexOf("-jar") + 2, words.size());
    }
}
