package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.kept.Kept;
import io.vmshare.path.ShareRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Swappers against readers of files and of archives, over HTTP: no byte from outside, every 200 is whole, and every archive is
 * one. All scenarios side by side.
 */
@Timeout(120)
@Isolated // it takes every processor
@EnabledOnOs(OS.LINUX)
class FenceRaceHttpTest {

    private static final Duration WHOLE_RACE = Duration.ofSeconds(30);
    private static final Duration UNTIL_FOUND = Duration.ofSeconds(20);

    /** So that a walk takes a while. */
    private static final int MORE_FILES = 20;

    /** Where swaps leave the files themselves alone, so that they grow old enough to be kept and are asked for as such. */
    private static final Set<RaceScenario> KEPT_IN = EnumSet.of(
            RaceScenario.DIRECTORY_FOR_LINK_OUT,
            RaceScenario.ANCESTOR_FOR_LINK_OUT,
            RaceScenario.ROOT_FOR_LINK_OUT,
            RaceScenario.ROOT_THAT_IS_A_LINK);

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

    @Test
    @Tag("race")
    void get_whileNamesAreSwapped_isNeverAByteFromOutside() throws Exception {
        List<ShareServer> servers = new ArrayList<>();
        List<Race> races = new ArrayList<>();
        List<Race> archives = new ArrayList<>();
        List<Future<?>> parts = new ArrayList<>();
        try {
            for (RaceScenario scenario : RaceScenario.values()) {
                Path directory = fill(scenario);
                ShareOptionsBuilder options = ShareOptions.builder(scenario.shared(directory));
                servers.add(ShareServer.start(options.grace(Duration.ZERO).build()));
                int port = servers.get(servers.size() - 1).uri().getPort();
                races.add(new Race(scenario, directory, port, inside, outside, WHOLE_RACE));
                archives.add(new ArchiveRace(
                        scenario, directory, port, inside, outside, WHOLE_RACE, "tar", "zip", "tar.gz"));
            }
            races.forEach(race -> parts.addAll(race.start(executor)));
            archives.forEach(race -> parts.add(race.join(executor)));
            await(parts);
            for (int i = 0; i < races.size(); i++) {
                if (KEPT_IN.contains(RaceScenario.values()[i])) {
                    long early = Kept.answers(servers.get(i).keptFiles().orElseThrow());
                    assertThat(early).as("early in %s", races.get(i)).isPositive();
                }
            }
        } finally {
            servers.forEach(ShareServer::close);
        }
        for (Race race : races) {
            assertThat(race.findings()).isEmpty();
            assertThat(race.swaps()).as("%s", race).isGreaterThan(100);
            assertThat(race.served()).as("%s", race).isGreaterThan(20);
        }
        for (Race race : archives) {
            assertThat(race.findings()).isEmpty();
            assertThat(race.served()).as("archives, %s", race).isGreaterThan(5);
        }
    }

    /** The planted bug: the real path is checked, and then what was asked for is opened, as in many a server. */
    @ParameterizedTest
    @EnumSource(
            value = RaceScenario.class,
            names = {"FILE_FOR_LINK_OUT", "DIRECTORY_FOR_LINK_OUT", "ANCESTOR_FOR_LINK_OUT", "LINK_INSIDE_FOR_LINK_OUT"
            })
    void get_fromAServerThatChecksAndThenOpens_isFoundOut(RaceScenario scenario) throws Exception {
        Path directory = fill(scenario);
        Path root = scenario.shared(directory);
        HttpHandler naive = exchange -> {
            Optional<byte[]> content =
                    naivelyRead(root, exchange.getRequestPath().substring(1));
            exchange.setStatusCode(content.isPresent() ? StatusCodes.OK : StatusCodes.NOT_FOUND);
            content.ifPresent(bytes -> exchange.getResponseSender().send(ByteBuffer.wrap(bytes)));
        };

        isFoundOut(naive, port -> new Race(scenario, directory, port, inside, outside, UNTIL_FOUND));
    }

    /** The same bug in an archiver. */
    @Test
    void get_archiveFromAServerThatChecksAndThenOpens_isFoundOut() throws Exception {
        RaceScenario scenario = RaceScenario.DIRECTORY_FOR_LINK_OUT;
        Path directory = fill(scenario);
        Path root = scenario.shared(directory);
        HttpHandler naive = exchange -> exchange.getResponseSender().send(ByteBuffer.wrap(naiveTar(root)));

        isFoundOut(naive, port -> new ArchiveRace(scenario, directory, port, inside, outside, UNTIL_FOUND, "tar"));
    }

    private void isFoundOut(HttpHandler naive, IntFunction<Race> against) throws Exception {
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.dispatch(io -> naive.handleRequest(io)))
                .build();
        undertow.start();
        try {
            int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            Race race = against.apply(port);
            await(race.start(executor));

            assertThat(race.findings()).isNotEmpty().anyMatch(finding -> finding.contains(outside));
        } finally {
            undertow.stop();
        }
    }

    private static Optional<byte[]> naivelyRead(Path root, String name) {
        Path asked = root.resolve(name);
        try {
            return asked.toRealPath().startsWith(root) && Files.isRegularFile(asked)
                    ? Optional.of(Files.readAllBytes(asked))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // gone
        }
    }

    private static byte[] naiveTar(Path root) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, 10_240, "UTF-8")) {
            for (int i = 0; i < MORE_FILES; i++) {
                Optional<byte[]> content = naivelyRead(root, "dir/more" + i);
                if (content.isPresent()) {
                    TarArchiveEntry entry = new TarArchiveEntry("root/dir/more" + i);
                    entry.setSize(content.get().length);
                    tar.putArchiveEntry(entry);
                    tar.write(content.get());
                    tar.closeArchiveEntry();
                }
            }
        }
        return out.toByteArray();
    }

    private Path fill(RaceScenario scenario) throws Exception {
        Path directory = Files.createDirectory(temporary.resolve(scenario.name()));
        scenario.fill(directory, inside, outside);
        for (int i = 0; i < MORE_FILES; i++) {
            Files.writeString(directory.resolve("root/dir/more" + i), inside);
            Files.writeString(directory.resolve("outside/dir/more" + i), outside);
        }
        return directory;
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
