package io.vmshare.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an archive made for the next start, if this start had none of use: some seconds after it, when the program is idle,
 * by a process of its own. Only what the script in front of the jar started does so, for it alone takes the archive.
 */
public final class ArchiveUpkeep implements Runnable {

    /** Where the archive belongs; set by the script. */
    private static final String PLACE = "share.archives";

    private static final Duration AFTER_START = Duration.ofSeconds(5);
    private static final Duration IDLE_FOR = Duration.ofSeconds(2);
    private static final Duration IDLE_CPU = Duration.ofMillis(200);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofHours(1);
    private static final long NEEDED_BYTES = 1L << 30;

    private final String beginning;

    private ArchiveUpkeep(String beginning) {
        this.beginning = beginning;
    }

    /** Starts it on a thread of its own, which ends soon; does nothing if the script did not start this program. */
    public static void start() {
        String beginning = System.getProperty(PLACE);
        if (beginning != null) {
            Thread thread = new Thread(new ArchiveUpkeep(beginning), "share-archive");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        Logger log = LoggerFactory.getLogger(ArchiveUpkeep.class);
        LockSupport.parkNanos(AFTER_START.toNanos());
        try {
            ArchivePlace place = ArchivePlace.of(beginning);
            if (isInUse(place)) {
                return;
            }
            awaitIdle();
            Path jar = Path.of(System.getProperty("java.class.path", ""));
            Instant now = Instant.now();
            if (new FreeMemory(Path.of("/")).bytes().orElse(0) < NEEDED_BYTES) {
                log.debug("no class archive is made: less than 1 GB of memory is free");
            } else if (isDue(last(place), Files.getLastModifiedTime(jar).toInstant(), now)) {
                place.prepare();
                Files.write(place.attempt(), new byte[0]);
                Detached.start(Trainer.command(jar, beginning));
                log.debug("a class archive for the next start is being made: {}", beginning);
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            log.debug("no class archive is made: {}: {}", beginning, e.toString());
        }
    }

    /**
     * Returns whether it is time to make one. An attempt that led to nothing of use is repeated after an hour, or when
     * the jar was written since.
     *
     * @param last when the last archive was made, or tried to be; null if never
     */
    static boolean isDue(@Nullable Instant last, Instant jarWritten, Instant now) {
        return last == null
                || last.isBefore(now.minus(BETWEEN_ATTEMPTS))
                || last.isAfter(now)
                || (last.isBefore(jarWritten) && !jarWritten.isAfter(now));
    }

    private static @Nullable Instant last(ArchivePlace place) throws IOException {
        Optional<Instant> made = place.made();
        Path attempt = place.attempt();
        if (!Files.exists(attempt)) {
            return made.orElse(null);
        }
        Instant tried = Files.getLastModifiedTime(attempt).toInstant();
        return made.isPresent() && made.get().isAfter(tried) ? made.get() : tried;
    }

    /** Whether the JVM took the archive: it may have had its reasons not to. */
    private static boolean isInUse(ArchivePlace place) throws IOException {
        if (!Files.isDirectory(place.directory())) {
            return false;
        }
        String mapped = place.directory().toRealPath().resolve(place.name()) + ".";
        return Files.readString(Path.of("/proc/self/maps"), StandardCharsets.UTF_8)
                .contains(mapped);
    }

    private static void awaitIdle() {
        Duration before;
        do {
            before = used();
            LockSupport.parkNanos(IDLE_FOR.toNanos());
        } while (used().minus(before).compareTo(IDLE_CPU) > 0);
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
