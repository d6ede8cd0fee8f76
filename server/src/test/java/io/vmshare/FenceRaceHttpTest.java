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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/** Swappers against readers, over HTTP: no byte from outside, and every 200 is whole. All scenarios side by side. */
@Timeout(120)
@Isolated // it takes every processor
@EnabledOnOs(OS.LINUX)
class FenceRaceHttpTest {

    private static final Duration WHOLE_RACE = Duration.ofSeconds(30);
    private static final Duration UNTIL_FOUND = Duration.ofSeconds(20);

    /** Where swaps leave the files themselves alone, so that they grow old enough to be kept and are asked for as such. */
    private static final Set<RaceScenario> KEPT_IN = EnumSet.of(
            RaceScenario.DIRECTORY_FOR_LINK_OUT,
            RaceScenario.ANCESTOR_FOR_LINK_OUT,
            RaceScenario.ROOT_FOR_LINK_OUT,
            RaceScenario.ROOT_THAT_IS_A_LINK);

    private final Logger logger = (Logger) LoggerFactory.getLogger(ShareRoot.class);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final String inside = ("inside " + UUID.randomUUID() + "\n").repeat(100);
    private final String outside = "outside-" + UUID.randomUUID();
    private Path temporary;

    @BeforeEach
    void makeDirectory() throws IOException {
        temporary = Files.createTempDirectory("race").toRealPath();
        logger.setLevel(Level.OFF); // roots are gone and back all the time
    }

    @AfterEach
    void deleteDirectory() throws IOException {
        executor.shutdownNow();
        logger.setLevel(null);
        HostileTree.delete(temporary);
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
                races.add(new Race(scenario, directory, port, inside, outside, WHOLE_RACE));
            }
            races.forEach(race -> parts.addAll(race.start(executor)));
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
            Path asked = root.resolve(exchange.getRequestPath().substring(1));
            try {
                if (asked.toRealPath().startsWith(root) && Files.isRegularFile(asked)) {
                    exchange.getResponseSender().send(ByteBuffer.wrap(Files.readAllBytes(asked)));
                    return;
                }
            } catch (IOException e) {
                exchange.setStatusCode(StatusCodes.NOT_FOUND);
                return;
            }
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
        };
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.dispatch(io -> naive.handleRequest(io)))
                .build();
        undertow.start();
        try {
            int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
            Race race = new Race(scenario, directory, port, inside, outside, UNTIL_FOUND);
            await(race.start(executor));

            assertThat(race.findings()).isNotEmpty().anyMatch(finding -> finding.contains(outside));
        } finally {
            undertow.stop();
        }
    }

    private Path fill(RaceScenario scenario) throws Exception {
        Path directory = Files.createDirectory(temporary.resolve(scenario.name()));
        scenario.fill(directory, inside, outside);
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
