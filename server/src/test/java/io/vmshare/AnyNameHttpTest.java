package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import io.vmshare.fixtures.Asker;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.text.PercentEncoding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Names of any bytes: whatever a directory holds, its listing leads to it. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class AnyNameHttpTest {

    private static final long SEED = 20_261_124;
    private static final int NAMES = 400;

    private final Map<String, String> contents = new HashMap<>();
    private Path root;

    /** Names, as their bytes percent-encoded; about one in five is of a directory with a file of that name in it. */
    @BeforeEach
    void fill() throws IOException {
        root = Files.createTempDirectory("names").toRealPath();
        Random random = new Random(SEED);
        while (contents.size() < NAMES) {
            String name = PercentEncoding.encode(bytes(random));
            Path path = HostileTree.resolve(root, "/" + name);
            if (name.equals(".")
                    || name.equals("..")
                    || contents.containsKey(name)
                    || contents.containsKey(name + "/")) {
                continue;
            }
            if (random.nextInt(5) == 0) {
                Files.createDirectory(path);
                Files.writeString(HostileTree.resolve(root, "/" + name + "/" + name), "in " + name);
                contents.put(name + "/", "in " + name);
            } else {
                Files.writeString(path, name);
                contents.put(name, name);
            }
        }
    }

    @AfterEach
    void delete() throws IOException {
        HostileTree.delete(root);
    }

    @Test
    void get_everyLinkOfTheListing_isTheFileOfThatName() throws IOException {
        ShareOptions options =
                ShareOptions.builder(root).index(false).grace(Duration.ZERO).build();
        try (ShareServer server = ShareServer.start(options)) {
            assertThat(lostNames(server.uri().getPort())).as("seed %d", SEED).isEmpty();
        }
    }

    /** The planted bug: a server for which names are text, as for most. */
    @Test
    void get_fromAServerThatTakesNamesForText_losesSome() throws IOException {
        HttpHandler naive = exchange -> {
            String name = URLDecoder.decode(exchange.getRequestURI().substring(1), StandardCharsets.UTF_8);
            StringBuilder page = new StringBuilder();
            try {
                Path asked = root.resolve(name);
                if (Files.isRegularFile(asked)) {
                    exchange.getResponseSender().send(ByteBuffer.wrap(Files.readAllBytes(asked)));
                    return;
                }
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(asked)) {
                    for (Path entry : entries) {
                        String text = entry.getFileName().toString();
                        page.append("<a href=\"")
                                .append(URLEncoder.encode(text, StandardCharsets.UTF_8))
                                .append(Files.isDirectory(entry) ? "/\">" : "\">");
                    }
                }
                exchange.getResponseSender().send(page.toString());
            } catch (IOException | RuntimeException e) {
                exchange.setStatusCode(StatusCodes.NOT_FOUND);
            }
        };
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.dispatch(io -> naive.handleRequest(io)))
                .build();
        undertow.start();
        try {
            int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            assertThat(lostNames(port)).hasSizeGreaterThan(NAMES / 10);
        } finally {
            undertow.stop();
        }
    }

    /** Returns the names that the listing does not lead to, or not to their content. */
    private List<String> lostNames(int port) throws IOException {
        Map<String, String> found = new HashMap<>();
        try (Asker asker = Asker.of(port)) {
            for (String href : DirectoryHttpTest.hrefs(asker.get("/").text())) {
                String link = href.startsWith("./") ? href.substring(2) : href;
                String path = "/" + link;
                if (link.endsWith("/")) {
                    List<String> inner = DirectoryHttpTest.hrefs(asker.get(path).text());
                    path += inner.isEmpty() ? "" : inner.get(inner.size() - 1);
                }
                Response response = asker.get(path);
                String name = PercentEncoding.encode(PercentEncoding.decode(link.replaceFirst("/$", "")));
                found.put(name + (link.endsWith("/") ? "/" : ""), response.text());
            }
        }
        List<String> lost = new ArrayList<>();
        contents.forEach((name, content) -> {
            if (!content.equals(found.get(name))) {
                lost.add(name);
            }
        });
        return lost;
    }

    /** Returns up to 255 bytes, any but slash and NUL, with a liking for those that mean something somewhere. */
    private static String bytes(Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(255) + 1 : random.nextInt(6) + 1;
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < length; i++) {
            char c = random.nextInt(3) == 0
                    ? ".%\\;:?#&+~ \n\r\"'<>2e5cF\u00c3\u00a9\u00ff".charAt(random.nextInt(24))
                    : (char) (random.nextInt(0xFF) + 1);
            bytes.append(c == '/' ? '_' : c);
        }
        return bytes.toString();
    }
}
