package io.vmshare.cli.jvm;

import static io.vmshare.cli.jvm.InstalledShare.MAKING;
import static io.vmshare.cli.jvm.InstalledShare.assertServes;
import static io.vmshare.cli.jvm.InstalledShare.names;
import static io.vmshare.cli.jvm.InstalledShare.threads;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an archive is made and when not, and what becomes of it if its making fails. */
@Tag("load") // it need not run on each JDK that runs the tests, for it looks for two
@Timeout(300)
class ArchiveTrainingIT {

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

    @Test
    void training_isDetachedAndOutlivesTheProgram() throws Exception {
        RequiredClient.require("setsid");
        ShareProcess share = installed.program("jsa", "-v").serve();
        share.awaitErr(MAKING);
        Deadline.await(
                "training", () -> !installed.processes(Trainer.class.getName()).isEmpty());
        ProcessHandle trainer = installed.processes(Trainer.class.getName()).get(0);
        String[] stat = stat(trainer.pid());

        assertThat(Long.parseLong(stat[3])).as("session").isNotEqualTo(Long.parseLong(stat(share.pid())[3]));
        assertThat(stat[16]).as("niceness").isEqualTo("19");
        for (int stream = 0; stream < 3; stream++) {
            assertThat(Files.readSymbolicLink(Path.of("/proc/" + trainer.pid() + "/fd/" + stream)))
                    .isEqualTo(Path.of("/dev/null"));
        }
        share.signal("KILL");
        share.await();

        installed.awaitArchive("jsa");
    }

    @Test
    void javaJar_orSwitchedOff_makesNone() throws Exception {
        try (ShareProcess share = installed.program("jsa").serve()) {
            Deadline.await("thread", () -> threads(share).contains("share-archive"));
        }
        try (ShareProcess share = installed.program("jsa", "--no-jvm-archive").serve()) {
            assertThat(threads(share)).contains("share-network").doesNotContain("share-archive");
        }
        try (ShareProcess share = installed
                .program("jsa")
                .environment("SHARE_JVM_ARCHIVE", "false")
                .serve()) {
            assertThat(threads(share)).contains("share-network").doesNotContain("share-archive");
        }
        try (ShareProcess share =
                installed.program("jsa").command(ShareProcess.command()).serve()) {
            assertThat(threads(share)).contains("share-network").doesNotContain("share-archive");
        }
        assertThat(installed.jvm()).doesNotExist();
    }

    @Test
    void cache_thatCannotBeWritten_isNoMatterButForVerbose() throws Exception {
        try (ShareProcess share =
                installed.program("jsa", "-v").environment("HOME", "/proc").serve()) {
            share.awaitErr("no class archive is made: ");
            assertServes(share);
        }
        try (ShareProcess share =
                installed.program("jsa", "-v").environment("HOME", "").serve()) {
            assertServes(share);
            assertThat(threads(share)).doesNotContain("share-archive");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void trainer_fullDisk_leavesNothing(String kind) throws Exception {
        Path place = Files.createDirectory(directory.resolve("place"));
        Files.createDirectories(place.resolve("tmp-of-one-that-was-killed/tree"));

        Result result = trainer(kind, place.resolve("x"), "50", "sh", "-c", "ulimit -f 4000; exec \"$@\"", "sh");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("share: no class archive: ").hasLineCount(1);
        assertThat(names(place)).containsExactly("lock");
    }

    @Test
    void trainer_shareThatHangs_isGivenUp() throws Exception {
        Path place = Files.createDirectory(directory.resolve("place"));
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.writeString(bin.resolve("sh"), "#!/bin/sh\nexec sleep 1000\n");
        Files.setPosixFilePermissions(bin.resolve("sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = "PATH=" + bin + ":" + System.getenv("PATH");

        Result result = trainer("jsa", place.resolve("x"), "1", "env", path);

        assertThat(result.exitCode()).isEqualTo(1);
    }

    private Result trainer(String kind, Path beginning, String seconds, String... prefix) throws Exception {
        return ShareProcess.with(Trainer.class.getName(), beginning.toString(), seconds)
                .command(List.of(Jdks.home(kind) + "/bin/java", "-cp", jar.toString()))
                .through(prefix)
                .run();
    }

    private static String[] stat(long pid) throws IOException {
        String text = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        return text.substring(text.lastIndexOf(')') + 2).split(" ");
    }
}
