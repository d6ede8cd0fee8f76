package io.vmshare.cli.jvm;

import static io.vmshare.cli.jvm.ScriptedJar.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which archive the script in front of the jar starts Java with, and which it lets lie. */
@Timeout(60)
class HeadArchiveIT {

    @TempDir
    private Path directory;

    private ScriptedJar head;
    private Path jar;
    private FakeJava java17;

    @BeforeEach
    void install() throws IOException {
        head = ScriptedJar.in(directory);
        jar = head.jar();
        java17 = head.java17();
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    17.0.15 | LENGTH.jsa | rw------- | -XX:SharedArchiveFile=
                    21      | LENGTH.jsa | rw------- | -XX:SharedArchiveFile=
                    24.0.1  | LENGTH.jsa | rw------- | -XX:SharedArchiveFile=
                    25      | LENGTH.aot | rw------- | -XX:AOTCache=
                    25-ea   | LENGTH.aot | rw------- | -XX:AOTCache=
                    100.1   | LENGTH.aot | rw------- | -XX:AOTCache=
                    17.0.15 | LENGTH.aot | rw------- |
                    25      | LENGTH.jsa | rw------- |
                    17.0.15 | 999.jsa    | rw------- |
                    17.0.15 | 10000.jsa  | rw------- |
                    17.0.15 | 0.jsa      | rw------- |
                    17.0.15 | x.jsa      | rw------- |
                    17.0.15 | jsa        | rw------- |
                    17.0.15 | LENGTH.jsa | rw-r----- |
                    17.0.15 | LENGTH.jsa | rw-rw-rw- |
                    17.0.15 | LENGTH.jsa | r-------- |
                    """)
    void archive_isTakenIfItIsOfItsKindWholeAndPrivate(String version, String name, String mode, String flag)
            throws Exception {
        FakeJava java = FakeJava.ofVersion(directory.resolve("jdk " + version), version);
        Path archive = head.archive(java, version, name.replace("LENGTH", "1000"), 1000);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString(mode));

        succeed(head.script().environment("JAVA_HOME", java.home().toString()));

        if (flag == null) {
            assertThat(java.words()).noneMatch(word -> word.contains(archive.toString()));
        } else {
            assertThat(java.words()).contains(flag + archive);
        }
        assertThat(java.words()).contains("-Dshare.archives=" + head.beginning(java, version));
    }

    @Test
    void archive_zeroLength_isNotTaken() throws Exception {
        head.archive(java17, "17.0.15", "1000.jsa", 0);

        succeed(head.script());

        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_linkedOrInADirectoryForOthers_isNotTaken() throws Exception {
        Path archive = head.archive(java17, "17.0.15", "1000.jsa", 1000);
        Files.setPosixFilePermissions(head.jvm(), PosixFilePermissions.fromString("rwxr-xr-x"));
        succeed(head.script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));

        Files.setPosixFilePermissions(head.jvm(), ArchivePlace.OURS_ALONE);
        Path elsewhere = Files.move(archive, directory.resolve("elsewhere"));
        Files.createSymbolicLink(archive, elsewhere);
        succeed(head.script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_ofAnotherOwner_isNotTaken() throws Exception {
        Path archive = head.archive(java17, "17.0.15", "1000.jsa", 1000);
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Files.setAttribute(archive, "unix:uid", 65534);
        succeed(head.script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));

        Files.setAttribute(archive, "unix:uid", 0);
        Files.setAttribute(head.jvm(), "unix:uid", 65534);
        succeed(head.script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_ofAnotherJarOrBuild_isNotTaken() throws Exception {
        head.archive(java17, "17.0.15", "1000.jsa", 1000);
        Path copy = Files.copy(jar, directory.resolve("copy.jar"));
        succeed(head.script(List.of("sh", copy.toString())));
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));

        String text = Files.readString(jar, StandardCharsets.ISO_8859_1);
        Executables.write(jar, text.replace(head.build(), "0123456789abcdef").getBytes(StandardCharsets.ISO_8859_1));
        succeed(head.script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_inXdgCacheHome_isTakenIfThatIsAbsolute() throws Exception {
        Path archive = head.archive(java17, "17.0.15", "1000.jsa", 1000);

        succeed(head.script()
                .environment("HOME", "/nowhere")
                .environment("XDG_CACHE_HOME", directory.resolve(".cache").toString()));
        assertThat(java17.words()).contains("-XX:SharedArchiveFile=" + archive);

        succeed(head.script().in(directory).environment("XDG_CACHE_HOME", "relative"));
        assertThat(java17.words()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void archive_withoutHome_isNone() throws Exception {
        succeed(head.script("x").environment("HOME", ""));

        assertThat(java17.words())
                .noneMatch(word -> word.contains("SharedArchiveFile") || word.contains("share.archives"))
                .endsWith("x");
    }

    @Test
    void archive_pathOfAnyName_isOneWord() throws Exception {
        Path home = Files.createDirectory(directory.resolve("a 'b' \"c\" $d * ? [x] %"));
        Path archive = head.archive(home, java17, "17.0.15", "1000.jsa", 1000);

        succeed(head.script().environment("HOME", home.toString()));

        assertThat(java17.words()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\nb"})
    void archive_pathThatTheJvmOrLsWouldTakeApart_isNone(String name) throws Exception {
        Path home = Files.createDirectory(directory.resolve(name));
        head.archive(home, java17, "17.0.15", "1000.jsa", 1000);

        succeed(head.script().environment("HOME", home.toString()));

        assertThat(java17.words())
                .noneMatch(word -> word.contains("SharedArchiveFile") || word.contains("share.archives"));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, -XX:DumpLoadedClassList=/x y", "25.0.1, -XX:AOTCacheOutput=/x y"})
    void training_variable_isTheArchiveThatIsWritten(String version, String flag) throws Exception {
        FakeJava java = FakeJava.ofVersion(directory.resolve("trained"), version);

        succeed(head.script("x")
                .environment("JAVA_HOME", java.home().toString())
                .environment("SHARE_TRAIN_ARCHIVE", "/x y"));

        assertThat(java.words()).contains(flag).noneMatch(word -> word.startsWith("-Dshare.archives"));
        assertThat(java.arguments()).containsExactly("x");
    }
}
