package io.vmshare.cli.jvm;

import static io.vmshare.cli.jvm.InstalledShare.MAKING;
import static io.vmshare.cli.jvm.InstalledShare.assertOnlyAccessLog;
import static io.vmshare.cli.jvm.InstalledShare.assertOnlyBanner;
import static io.vmshare.cli.jvm.InstalledShare.assertServes;
import static io.vmshare.cli.jvm.InstalledShare.maps;
import static io.vmshare.cli.jvm.InstalledShare.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.cli.ShareProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes, made and used by real JVMs: {@code jsa} on those older than 25, {@code aot} from there on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("load") // it need not run on each JDK that runs the tests, for it looks for two
@Timeout(300)
class ClassArchiveIT {

    /** Per kind one that was made of the jar in {@link #shared}, to be put into other caches. */
    private static final Map<String, Path> MADE = new HashMap<>();

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private Path jar;
    private InstalledShare installed;

    @BeforeEach
    void install() throws IOException {
        jar = InstalledShare.jarIn(shared);
        installed = InstalledShare.of(jar, directory);
    }

    @AfterEach
    void endTraining() throws Exception {
        installed.endAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    @Order(1) // the others take the archive that this one has made
    void start_severalWithoutArchive_haveOneMadeForTheNext(String kind) throws Exception {
        try (ShareProcess one = installed.program(kind, "-v").serve();
                ShareProcess two = installed.program(kind, "-v").serve();
                ShareProcess three = installed.program(kind, "-v").serve()) {
            Path archive = installed.awaitArchive(kind);
            installed.awaitEndOfTraining();
            assertServes(one);
            assertServes(two);
            assertServes(three);
            assertThat(one.err() + two.err() + three.err()).contains(MAKING);
            assertThat(Files.getPosixFilePermissions(archive)).isEqualTo(ArchivePlace.FILE);
            assertThat(Files.getPosixFilePermissions(installed.jvm())).isEqualTo(ArchivePlace.OURS_ALONE);
            assertThat(names(archive.getParent()))
                    .containsExactlyInAnyOrder(archive.getFileName().toString(), "lock");
            keep(kind, archive);
            try (ShareProcess next = installed.program(kind).serve()) {
                assertServes(next);
                assertThat(maps(next)).contains(archive.toString());
                assertOnlyAccessLog(next);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_tornArchiveOrJarWrittenSince_servesAndHasAnotherMade(String kind) throws Exception {
        Path torn = install(kind, installed);
        try (RandomAccessFile file = new RandomAccessFile(torn.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        InstalledShare other = InstalledShare.of(jar, directory.resolve("other"));
        Path stale = install(kind, other);

        // Side by side, for each waits until it is idle before it has one made.
        try (ShareProcess one = installed.program(kind, "-v").serve()) {
            assertServes(one);
            FileTime now = FileTime.from(Instant.now());
            Files.setLastModifiedTime(jar, now);
            Files.setLastModifiedTime(torn, now); // that it is not whole is the only reason
            Files.setLastModifiedTime(stale, FileTime.from(now.toInstant().minusSeconds(120)));
            try (ShareProcess two = other.program(kind, "-v").serve()) {
                assertServes(two);
                one.awaitErr(MAKING);
                two.awaitErr(MAKING);
                assertThat(maps(one)).doesNotContain(torn.toString());
                assertThat(maps(two)).doesNotContain(stale.toString());
                assertOnlyBanner(one);
                assertOnlyBanner(two);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_emptyArchive_serves(String kind) throws Exception {
        Path whole = install(kind, installed);
        Files.write(whole, new byte[0]);
        Path named = whole.resolveSibling(nameOf(whole) + ".0." + kind);
        Files.move(whole, named); // so that the script takes it

        try (ShareProcess share = installed.program(kind).serve()) {
            assertServes(share);
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_archiveOfOtherContent_serves(String kind) throws Exception {
        Path archive = install(kind, installed);
        Files.write(archive, "no archive".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);

        try (ShareProcess share = installed.program(kind).serve()) {
            assertServes(share);
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_jarOfAnotherTime_serves(String kind) throws Exception {
        install(kind, installed);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        try (ShareProcess share = installed.program(kind).serve()) {
            assertServes(share);
            assertOnlyAccessLog(share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void start_archiveOfAnotherOwner_serves(String kind) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Path archive = install(kind, installed);
        Files.setAttribute(archive, "unix:uid", 65534);

        try (ShareProcess share = installed.program(kind).serve()) {
            assertServes(share);
            assertThat(maps(share)).doesNotContain(archive.toString());
            assertOnlyAccessLog(share);
        }
    }

    /** Puts an archive into the cache of {@code share}; has it made if none was before. */
    private static Path install(String kind, InstalledShare share) throws Exception {
        if (!MADE.containsKey(kind)) {
            try (ShareProcess process = share.program(kind).serve()) {
                assertServes(process);
                Path archive = share.awaitArchive(kind);
                share.awaitEndOfTraining();
                keep(kind, archive);
            }
            return share.awaitArchive(kind);
        }
        Path made = MADE.get(kind);
        Path archive = share.jvm().resolve(made.getFileName().toString().replace('+', '/'));
        Files.createDirectories(archive.getParent(), PosixFilePermissions.asFileAttribute(ArchivePlace.OURS_ALONE));
        Files.copy(made, archive);
        Files.setPosixFilePermissions(archive, ArchivePlace.FILE);
        return archive;
    }

    private static void keep(String kind, Path archive) throws IOException {
        String name = archive.getParent().getFileName() + "+" + archive.getFileName();
        MADE.put(kind, Files.copy(archive, shared.resolve(name)));
    }

    private static String nameOf(Path archive) {
        return archive.getFileName().toString().replaceFirst("\\.\\d+\\.\\w+$", "");
    }
}
