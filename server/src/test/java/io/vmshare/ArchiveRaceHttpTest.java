package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.undertow.Undertow;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.path.ShareRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Trees in which names are swapped while they are archived: nothing from outside, and every archive is one. */
@Timeout(120)
@Isolated // it takes every processor
@EnabledOnOs(OS.LINUX)
class ArchiveRaceHttpTest {

    private static final Duration WHOLE_RACE = Duration.ofSeconds(10);
    private static final Duration UNTIL_FOUND = Duration.ofSeconds(20);
    private static final int MORE_FILES = 20;

    private final List<Logger> quiet = Stream.of(ShareRoot.class.getName(), "io.vmshare.archive")
            .map(name -> (Logger) LoggerFactory.getLogger(name))
            .toList();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final String inside = ("inside " + UUID.randomUUID() + "\n").repeat(100);
    private final String outside = "outside-" + UUID.randomUUID();
    private Path temporary;

    @BeforeEach
    void makeDirectory() throws IOException {
        temporary = Files.createTempDirectory("race").toRealPath();
        quiet.forEach(logger -> logger.setLevel(Level.OFF)); // much is gone and back all the time
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        executor.shutdownNow();
        quiet.forEach(logger -> logger.setLevel(null));
        HostileTree.delete(temporary);
    }

    private Path fill(RaceScenario scenario) throws Exception {
        Path directory = Files.createDirectory(temporary.resolve(scenario.name()));
        scenario.fill(directory, inside, outside);
        for (int i = 0; i < MORE_FILES; i++) { // so that a walk takes a while
            Files.writeString(directory.resolve("root/dir/more" + i), inside);
            Files.writeString(directory.resolve("outside/dir/more" + i), outside);
        }
        return directory;
    }

    @Test
    @Tag("race")
    void get_whileNamesAreSwapped_isNeverAByteFromOutside() throws Exception {
        List<ShareServer> servers = new ArrayList<>();
        List<Race> races = new ArrayList<>();
        List<Future<?>> parts = new ArrayList<>();
        try {
            for (RaceScenario scenario : RaceScenario.values()) {
                Path directory = fill(scenario);
                ShareOptionsBuilder options = ShareOptions.builder(scenario.shared(directory));
                servers.add(ShareServer.start(options.grace(Duration.ZERO).build()));
                int port = servers.get(servers.size() - 1).uri().getPort();
                races.add(new ArchiveRace(
                        scenario, directory, port, inside, outside, WHOLE_RACE, "tar", "zip", "tar.gz"));
            }
            races.forEach(race -> parts.addAll(race.start(executor)));
            await(parts);
        } finally {
            servers.forEach(ShareServer::close);
        }
        for (Race race : races) {
            assertThat(race.findings()).isEmpty();
            assertThat(race.swaps()).as("%s", race).isGreaterThan(100);
            assertThat(race.served()).as("%s", race).isGreaterThan(5);
        }
    }

    /** The planted bug: what is no link is opened by its path, as in many an archiver. */
    @Test
    void get_fromAServerThatLooksAndThenOpens_isFoundOut() throws Exception {
        Path directory = fill(RaceScenario.DIRECTORY_FOR_LINK_OUT);
        Path root = directory.resolve("root");
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange ->
                        exchange.dispatch(io -> io.getResponseSender().send(ByteBuffer.wrap(naiveTar(root)))))
                .build();
        undertow.start();
        try {
            int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            Race race = new ArchiveRace(
                    RaceScenario.DIRECTORY_FOR_LINK_OUT, directory, port, inside, outside, UNTIL_FOUND, "tar");
            await(race.start(executor));

            assertThat(race.findings()).anyMatch(finding -> finding.contains(outside));
        } finally {
            undertow.stop();
        }
    }

    private static byte[] naiveTar(Path root) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, 10_240, "UTF-8")) {
            for (int i = 0; i < MORE_FILES; i++) {
                Path file = root.resolve("dir/more" + i);
                byte[] content;
                try {
                    if (!file.toRealPath().startsWith(root)) {
                        continue;
                    }
                    content = Files.readAllBytes(file);
                } catch (IOException e) {
                    continue; // gone
                }
                TarArchiveEntry entry = new TarArchiveEntry("root/dir/more" + i);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    /** A part that failed has told so in its race's findings. */
    private static void await(List<Future<?>> parts) throws InterruptedException {
        for (Future<?> part : parts) {
            try {
                part.get();
            } catch (ExecutionException e) {
                continue;
            }
        }
    }
}
