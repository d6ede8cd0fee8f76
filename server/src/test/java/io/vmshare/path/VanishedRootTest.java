package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** A root that goes away and comes back, as removable media do. */
@Timeout(60)
@Isolated // other classes log, too
class VanishedRootTest {

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ShareRoot.class);

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @Test
    void locate_rootVanishesAndReturns_isLoggedOnceEach() throws IOException {
        Path path = Files.createDirectory(directory.resolve("root"));
        ShareRoot root = ShareRoot.of(path, new NamePolicy(true, false), false);
        List<Name> file = List.of(Name.ofText("file"));

        assertThat(kind(root, file)).isEqualTo(Located.Kind.MISSING);
        assertThat(messages(path)).isEmpty();

        Files.delete(path);
        assertThat(kind(root, file)).isEqualTo(Located.Kind.MISSING);
        assertThat(kind(root, List.of())).isEqualTo(Located.Kind.MISSING);
        assertThat(messages(path)).containsExactly(path + " is gone; everything in it is 404 until it is back");

        Files.createDirectory(path);
        Files.writeString(path.resolve("file"), "back");
        assertThat(kind(root, file)).isEqualTo(Located.Kind.FILE);
        assertThat(kind(root, List.of())).isEqualTo(Located.Kind.DIRECTORY);
        assertThat(messages(path)).hasSize(2).last().isEqualTo(path + " is back");
    }

    @Test
    void locate_linkInPlaceOfTheRoot_isLoggedOnce() throws IOException {
        Path path = Files.createDirectory(directory.resolve("root"));
        ShareRoot root = ShareRoot.of(path, new NamePolicy(true, false), false);
        Files.delete(path);
        Files.createSymbolicLink(path, Files.createDirectory(directory.resolve("elsewhere")));

        assertThat(kind(root, List.of())).isEqualTo(Located.Kind.MISSING);
        assertThat(kind(root, List.of())).isEqualTo(Located.Kind.MISSING);
        assertThat(messages(path))
                .containsExactly(path + " is not what was shared any more; everything in it is 404 until it is back");
    }

    private static Located.Kind kind(ShareRoot root, List<Name> names) throws IOException {
        try (Located located = root.locate(names)) {
            return located.kind();
        }
    }

    private List<String> messages(Path path) {
        return logged.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith(path.toString()))
                .toList();
    }
}
