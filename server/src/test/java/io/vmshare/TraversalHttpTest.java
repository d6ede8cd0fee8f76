package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import io.vmshare.fixtures.Asker;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.WaysOut;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way of writing a way out, sent as it stands to every kind of share: none gives a byte from outside. */
@Tag("load")
@Timeout(120)
class TraversalHttpTest {

    @TempDir
    Path directory;

    private final String secret = UUID.randomUUID().toString();
    private Path root;

    /** The kinds of share, each with a start that leads into it. */
    enum Kind {
        DIRECTORY("/") {
            @Override
            ShareOptionsBuilder options(Path root) {
                return ShareOptions.builder(root);
            }
        },
        FILE("/") {
            @Override
            ShareOptionsBuilder options(Path root) {
                return ShareOptions.builder(root.resolve("file.txt"));
            }
        },
        SEVERAL("/dir/") {
            @Override
            ShareOptionsBuilder options(Path root) {
                return ShareOptions.builder(root, root.resolve("dir"), root.resolve("file.txt"));
            }
        },
        FOLLOWING_LINKS("/") {
            @Override
            ShareOptionsBuilder options(Path root) {
                return ShareOptions.builder(root).followSymlinks(true);
            }
        },
        NO_HIDDEN("/") {
            @Override
            ShareOptionsBuilder options(Path root) {
                return ShareOptions.builder(root).hidden(false).index(false);
            }
        };

        private final String start;

        Kind(String start) {
            this.start = start;
        }

        abstract ShareOptionsBuilder options(Path root);
    }

    @BeforeEach
    void fill() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        root = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(Files.createDirectory(root.resolve("dir")).resolve("file.txt"), "inside");
        Files.writeString(root.resolve("file.txt"), "inside");
        for (Path file :
                List.of(outside.resolve("secret"), directory.resolve("secret"), directory.resolve("tree.txt"))) {
            Files.writeString(file, secret);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void get_everyWayUp_leadsNowhere(Kind kind) throws IOException {
        try (ShareServer server = start(kind);
                Asker asker = Asker.of(server.uri().getPort())) {
            for (String target : targets(kind)) {
                assertLeadsNowhere(asker, target);
            }
            assertThat(asker.get(kind == Kind.SEVERAL ? "/" + root.getFileName() + "/file.txt" : "/file.txt")
                            .text())
                    .isEqualTo("inside");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void get_everyOtherWayOut_leadsNowhere(Kind kind) throws IOException {
        try (ShareServer server = start(kind);
                Asker asker = Asker.of(server.uri().getPort())) {
            for (String target : WaysOut.others(secretFile())) {
                assertLeadsNowhere(asker, target);
            }
        }
    }

    /** Mounted at a prefix, there is a place above the share that answers, too. */
    @Test
    void get_wayUpOverThePrefix_leadsNowhere() throws IOException {
        try (ShareHandler files = ShareHandler.of(ShareOptions.builder(root).build())) {
            HttpHandler app = exchange -> exchange.setStatusCode(StatusCodes.NOT_FOUND);
            Undertow undertow = serve(Handlers.path(app).addPrefixPath("/srv/files", files));
            try (Asker asker = Asker.of(port(undertow))) {
                assertThat(asker.get("/srv/files/file.txt").text()).isEqualTo("inside");
                for (String before :
                        List.of("/srv/files", "/srv/./files", "//srv//files", "/srv;x/files", "/%73rv/files")) {
                    for (String target : WaysOut.waysUp(List.of("/"), 2)) {
                        assertLeadsNowhere(asker, before + target);
                    }
                    for (String target : WaysOut.others(secretFile())) {
                        if (target.startsWith("/")) {
                            assertLeadsNowhere(asker, before + target);
                        }
                    }
                }
            } finally {
                undertow.stop();
            }
        }
    }

    static Stream<String> questionMarksAndHashes() {
        return Stream.of(
                "/file.txt?/../../secret",
                "/file.txt?../secret",
                "/file.txt?%00",
                "/dir/file.txt?file=../../secret",
                "http://x/file.txt?/../secret",
                "http://x@y/file.txt",
                "/./dir/.//file.txt",
                "/%2e/file.txt");
    }

    @ParameterizedTest
    @MethodSource("questionMarksAndHashes")
    void get_queryThatLooksLikeAPath_isNoPartOfIt(String target) throws IOException {
        try (ShareServer server = start(Kind.DIRECTORY);
                Asker asker = Asker.of(server.uri().getPort())) {
            Response response = asker.get(target);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("inside");
        }
    }

    /** The planted bug: a server that decodes twice and resolves what comes out, as many have. */
    @Test
    void get_fromANaiveServer_findsTheWayOut() throws IOException {
        HttpHandler naive = exchange -> {
            String path = URLDecoder.decode(
                    URLDecoder.decode(exchange.getRequestURI(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            try {
                Path file = root.resolve(path.replaceFirst("^/+", ""));
                exchange.getResponseSender().send(ByteBuffer.wrap(Files.readAllBytes(file)));
            } catch (IOException | InvalidPathException e) {
                exchange.setStatusCode(StatusCodes.NOT_FOUND);
            }
        };
        Undertow undertow = serve(naive);
        List<String> found = new ArrayList<>();
        try (Asker asker = Asker.of(port(undertow))) {
            for (String target : WaysOut.waysUp(List.of("/"), 2)) {
                if (asker.get(target).text().contains(secret)) {
                    found.add(target);
                }
            }
        } finally {
            undertow.stop();
        }
        assertThat(found).contains("/../secret", "/%2e%2e/secret", "/%252e%252e/secret", "/..%252fsecret");
    }

    private void assertLeadsNowhere(Asker asker, String target) throws IOException {
        Response response = asker.get(target);
        assertThat(response.status()).as(target).isIn(400, 404);
        assertThat(response.text()).as(target).doesNotContain(secret, "root:", "inside");
    }

    private ShareServer start(Kind kind) {
        return ShareServer.start(kind.options(root).port(0).grace(Duration.ZERO).build());
    }

    private String secretFile() {
        return directory.resolve("secret").toString();
    }

    /** All ways from all starts for the directory, the short ones for the rest. */
    private static List<String> targets(Kind kind) {
        return kind == Kind.DIRECTORY
                ? WaysOut.everyWayUp()
                : WaysOut.waysUp(List.of("/", "/dir/", kind.start + "file.txt/"), 2);
    }

    private static Undertow serve(HttpHandler handler) {
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.dispatch(io -> handler.handleRequest(io)))
                .build();
        undertow.start();
        return undertow;
    }

    private static int port(Undertow undertow) {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }
}
