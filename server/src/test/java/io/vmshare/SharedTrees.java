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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Directories that are made before the first test, so that all their files are old enough to be kept when that one has
 * waited, and shares of them, which end with the test that started them.
 */
abstract class SharedTrees implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private final List<String> names;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private @Nullable Path all;

    /** Takes the names of the directories. */
    SharedTrees(String... names) {
        this.names = List.of(names);
    }

    /** Makes what is in one of the directories. */
    abstract void fill(Path directory) throws IOException;

    @Override
    public final void beforeAll(ExtensionContext context) throws IOException {
        all = Files.createTempDirectory("shared").toRealPath();
        for (String name : names) {
            fill(Files.createDirectory(all.resolve(name)));
        }
    }

    @Override
    public final void afterAll(ExtensionContext context) throws IOException {
        HostileTree.delete(resolve(""));
    }

    @Override
    public final void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        opened.clear();
    }

    /** Returns a path below the directory of all of them. */
    final Path resolve(String path) {
        return Objects.requireNonNull(all, "not made yet").resolve(path);
    }

    /** Has {@code closeable} be closed with the test, and returns it. */
    final <C extends AutoCloseable> C opened(C closeable) {
        opened.add(closeable);
        return closeable;
    }

    static KeptFiles kept(ShareServer server) {
        return server.keptFiles().orElseThrow();
    }

    static Response ask(ShareServer server, String target, String... fieldLines) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", server.uri().getPort())) {
            return http.send(request(target, fieldLines)).read();
        }
    }

    static String request(String target, String... fieldLines) {
        String fields = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
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
