package io.vmshare.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sources of all tests, for pages that name them. */
final class TestSources {

    private TestSources() {}

    /** Returns the text of each test class under its simple name; those of one name together. */
    static Map<String, String> read() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("server", "cli", "examples")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                    sources.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
