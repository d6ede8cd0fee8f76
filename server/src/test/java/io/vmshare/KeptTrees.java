package io.vmshare;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.kept.Kept;
import io.vmshare.kept.KeptFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Trees whose files are old enough to be kept when the first test has waited, and shares of them, which end with the test
 * that started them.
 */
final class KeptTrees implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** In memory; in a chunk; open. */
    static final int[] SIZES = {1000, 60_000, 300_000};

    private final List<String> names;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private @Nullable Path all;

    /** Takes the names of the directories in which a {@code tree} is made. */
    KeptTrees(String... names) {
        this.names = List.of(names);
    }

    /** Makes all that the tests change, at once. */
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        all = Files.createTempDirectory("kept").toRealPath();
        for (String name : names) {
            Path directory = Files.createDirectories(all.resolve(name).resolve("tree/dir"));
            for (int size : SIZES) {
                Files.write(directory.resolve("file-" + size + ".bin"), content(size));
            }
            Files.write(directory.resolve("text.txt"), content(2000));
            Files.write(directory.resolve("index.html"), content(2000));
            Files.writeString(directory.resolve("answers.ks"), "no name in it");
            Files.writeString(directory.resolve(".dotfile"), "hidden");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        HostileTree.delete(resolve(""));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        opened.clear();
    }

    /** Returns a path below the directory of all trees. */
    Path resolve(String path) {
        return Objects.requireNonNull(all, "not made yet").resolve(path);
    }

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    ShareServer start(ShareOptionsBuilder options) {
        ShareServer server = ShareServer.start(options.grace(Duration.ZERO).build());
        opened.add(server);
        return server;
    }

    ShareServer start(Path root) {
        return start(ShareOptions.builder(root));
    }

    static Response ask(ShareServer server, String target, String... fieldLines) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
            return http.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n")
                    .read();
        }
    }

    static KeptFiles kept(ShareServer server) {
        return server.keptFiles().orElseThrow();
    }

    /** Asks until an answer was made of a kept file, and returns that. */
    static Response awaitEarly(ShareServer server, String target) throws Exception {
        Response[] last = new Response[1];
        Deadline.await(target + " is kept", () -> {
            long before = Kept.answers(kept(server));
            last[0] = ask(server, target);
            return Kept.answers(kept(server)) > before;
        });
        return last[0];
    }
}
