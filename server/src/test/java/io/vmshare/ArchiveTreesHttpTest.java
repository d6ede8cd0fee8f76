package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.ReadArchive;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Any tree comes back from an archive as it was. */
@Timeout(120)
@EnabledOnOs(OS.LINUX) // names of any bytes
class ArchiveTreesHttpTest {

    private static final int TREES = 60;
    private static final String[] SUFFIXES = {"", ".txt", ".gz", ".zip", ".jpg"};

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    @Test
    void archive_anyTree_isThatTree() throws IOException {
        for (int seed = 0; seed < TREES; seed++) {
            Path top = Files.createDirectory(share.root().resolve("tree" + seed));
            Map<String, String> expected = make(top, new Random(seed));
            for (String format : new String[] {"tar", "tar.gz", "zip"}) {
                ReadArchive archive = get("/tree" + seed + "/?archive=" + format, format);
                Map<String, String> found = new TreeMap<>();
                archive.entries()
                        .forEach(
                                (name, entry) -> found.put(name, text(entry.type(), entry.seconds(), entry.content())));

                assertThat(found).as("seed %d, %s", seed, format).isEqualTo(expected);
            }
            HostileTree.delete(top);
        }
    }

    private static String text(char type, long seconds, byte[] content) {
        return type + " " + seconds + " " + new BigInteger(1, content).hashCode() + " " + content.length;
    }

    /** Makes a tree of names that any format can hold, and returns it as it should come back. */
    private static Map<String, String> make(Path top, Random random) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        List<String> directories = new ArrayList<>(List.of(""));
        for (int i = random.nextInt(40); i > 0; i--) {
            String parent = directories.get(random.nextInt(directories.size()));
            String name = parent + "/" + name(random);
            Path path = HostileTree.resolve(top, encoded(name));
            try {
                if (random.nextInt(3) == 0) {
                    Files.createDirectory(path);
                    directories.add(name);
                } else {
                    byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(100_000)];
                    if (random.nextBoolean()) {
                        random.nextBytes(content);
                    }
                    Files.createFile(path);
                    Files.write(path, content);
                    long seconds = random.nextInt(1_000_000_000);
                    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(seconds)));
                    expected.put(top.getFileName() + name, text('0', seconds, content));
                }
            } catch (FileAlreadyExistsException e) {
                continue; // drawn twice
            }
        }
        for (String directory : directories) {
            Path path = HostileTree.resolve(top, encoded(directory));
            Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(1_000)));
            expected.put(top.getFileName() + directory, text('5', 1_000, new byte[0]));
        }
        return expected;
    }

    private static String name(Random random) {
        String[] parts = {
            "a", "B", " ", "%", ".", "~", "\n", "\u00C3\u00A9", "\u00F0\u009F\u0092\u00BE", "-", "'", "x".repeat(60)
        };
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append(parts[random.nextInt(parts.length)]);
        }
        return name.append(SUFFIXES[random.nextInt(SUFFIXES.length)]).toString();
    }

    private static String encoded(String bytes) {
        StringBuilder out = new StringBuilder();
        for (char c : bytes.toCharArray()) {
            out.append(c == '/' ? "/" : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    private ReadArchive get(String path, String format) throws IOException {
        try (RawHttp http = share.raw()) {
            byte[] body = http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read()
                    .body();
            return switch (format) {
                case "tar" -> ReadArchive.tar(body);
                case "tar.gz" -> ReadArchive.tarGz(body);
                default -> ReadArchive.zip(body);
            };
        }
    }
}
