package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script in front of the jar, with Javas that only write down how they are started. */
@Timeout(60)
class HeadIT {

    private static final String[] HOSTILE = {
        "", " ", "a b", "$HOME", "`id`", "$(id)", "'", "\"", "\\", "*", "-", "--", "-n", "a\nb", "ü", "%", "!", "~",
        "&", ";x"
    };

    @TempDir
    private Path directory;

    private Path jar;
    private FakeJava java17;

    @BeforeEach
    void install() throws IOException {
        jar = directory.resolve("share.jar");
        Files.copy(ShareProcess.jar(), jar);
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwxr-xr-x"));
        java17 = FakeJava.ofVersion(directory.resolve("jdk 17"), "17.0.15");
    }

    private ShareProcess.Setup script(List<String> command, String... arguments) {
        return ShareProcess.with(arguments)
                .command(command)
                .environment("JAVA_HOME", java17.home().toString())
                .environment("HOME", directory.toString())
                .environment("XDG_CACHE_HOME", "");
    }

    private ShareProcess.Setup script(String... arguments) {
        return script(List.of(jar.toString()), arguments);
    }

    /** Runs the script and checks that it says nothing. */
    private static void succeed(ShareProcess.Setup setup) throws Exception {
        assertThat(setup.run()).isEqualTo(new Result(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash", "bash --posix", "sh"})
    void arguments_ofAnyKind_arriveAsTheyAre(String shell) throws Exception {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.set(0, RequiredClient.require(command.get(0)).toString());
        command.add(jar.toString());

        succeed(script(command, HOSTILE));

        assertThat(java17.arguments()).containsExactly(HOSTILE);
        assertThat(java17.words())
                .contains("-jar", jar.toString(), "-XX:+UseSerialGC", "-Xmx256m")
                .noneMatch(word -> word.contains("SharedArchiveFile"));
        assertThat(java17.count()).isEqualTo(1); // it is not asked for its version
    }

    @Test
    void arguments_none_areNone() throws Exception {
        succeed(script());

        assertThat(java17.arguments()).isEmpty();
    }

    @Test
    void jar_byLinkInPath_isTheFileItself() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("share"), Path.of("../share.jar"));

        succeed(script(List.of("sh", "-c", "PATH=$0:$PATH; share x", bin.toString())));

        assertThat(java17.words()).contains("-jar", jar.toString()).endsWith("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./share.jar",
                "../TOP/share.jar",
                "sh share.jar",
                "PATH=:$PATH share.jar",
                "CDPATH=/ ./share.jar"
            })
    void jar_byRelativePath_isAbsolute(String command) throws Exception {
        String line = command.replace("TOP", directory.getFileName().toString());

        succeed(script(List.of("sh", "-c", line + " x")).in(directory));

        assertThat(java17.words()).contains("-jar", jar.toString()).endsWith("x");
    }

    @Test
    void jar_inDirectoryOfAnyName_isFound() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("a 'b' \"c\" $d * %"));
        Path moved = Files.move(jar, odd.resolve("-share.jar"));

        succeed(script(List.of("sh", "./-share.jar"), "x").in(odd));

        assertThat(java17.words()).contains("-jar", moved.toString()).endsWith("x");
    }

    @Test
    void java_javaHome_winsOverPath() throws Exception {
        FakeJava other = FakeJava.ofVersion(directory.resolve("other"), "21");

        succeed(script().environment("PATH", other.home() + "/bin:/usr/bin:/bin"));

        assertThat(java17.count()).isEqualTo(1);
        assertThat(other.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_382", "16"})
    void java_javaHomeIsOlder_thatOfPathIsTaken(String version) throws Exception {
        FakeJava old = FakeJava.ofVersion(directory.resolve("old"), version);
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), java17.program());

        succeed(script().environment("JAVA_HOME", old.home().toString())
                .environment("PATH", old.home() + "/bin:/nowhere:" + bin + ":/usr/bin:/bin"));

        assertThat(java17.words()).contains("-XX:+UseSerialGC"); // its version was found through the link
        assertThat(old.count()).isZero();
    }

    @Test
    void java_olderOnly_isOneLineAndExitCodeOne() throws Exception {
        FakeJava old = FakeJava.ofVersion(directory.resolve("old"), "11.0.2");
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("sh"), Path.of("/bin/sh"));

        Result result = script().environment("JAVA_HOME", old.home().toString())
                .environment("PATH", tools.toString())
                .run();

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: " + old.program() + " is Java 11.0.2: Java 17 or newer is needed; install one, or set"
                                + " JAVA_HOME to where it is\n"));
    }

    @Test
    void java_none_isOneLineAndExitCodeOne() throws Exception {
        Result result = script().environment("JAVA_HOME", "/nowhere")
                .environment("PATH", "/nowhere")
                .run();

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: there is no java in JAVA_HOME and PATH: Java 17 or newer is needed; install one, or set"
                                + " JAVA_HOME to where it is\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SOURCE=\"x\"\n",
                "JAVA_VERSION=\"internal\"\n",
                "IMPLEMENTOR=\"IBM Corporation\"\nJAVA_VERSION=\"21.0.3\"\n",
                "IMPLEMENTOR=\"International Business Machines Corporation\"\nJAVA_VERSION=\"21.0.3\"\n"
            })
    void java_ofUnknownVersionOrKind_getsNoFlags(String release) throws Exception {
        FakeJava unknown = FakeJava.create(directory.resolve("unknown"), release);

        succeed(script("x").environment("JAVA_HOME", unknown.home().toString()));

        assertThat(unknown.words()).containsExactly("-jar", jar.toString(), "x");
    }

    @ParameterizedTest(name = "with {0}, {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    JAVA_TOOL_OPTIONS | -XX:+UseG1GC              | -XX:+UseSerialGC
                    JDK_JAVA_OPTIONS  | -XX:+UseParallelGC -Da=b  | -XX:+UseSerialGC
                    _JAVA_OPTIONS     | -Xmx1g                    | -Xmx256m
                    JDK_JAVA_OPTIONS  | -XX:MaxRAMPercentage=50.0 | -Xmx256m
                    JDK_JAVA_OPTIONS  | -XX:MaxHeapSize=1g        | -Xmx256m
                    """)
    void flags_thatTheUserGives_replaceOurs(String variable, String value, String ours) throws Exception {
        succeed(script().environment(variable, value));
        assertThat(java17.words()).doesNotContain(ours).contains("-Xlog:disable");

        succeed(script().environment(variable, "-Dfile.encoding=UTF-8"));
        assertThat(java17.words()).contains(ours);
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
        Path archive = archive(java, version, name.replace("LENGTH", "1000"), 1000);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString(mode));

        succeed(script().environment("JAVA_HOME", java.home().toString()));

        if (flag == null) {
            assertThat(java.words()).noneMatch(word -> word.contains(archive.toString()));
        } else {
            assertThat(java.words()).contains(flag + archive);
        }
        assertThat(java.words()).contains("-Dshare.archives=" + beginning(java, version));
    }

    @Test
    void archive_zeroLength_isNotTaken() throws Exception {
        archive(java17, "17.0.15", "1000.jsa", 0);

        succeed(script());

        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_linkedOrInADirectoryForOthers_isNotTaken() throws Exception {
        Path archive = archive(java17, "17.0.15", "1000.jsa", 1000);
        Files.setPosixFilePermissions(jvm(), PosixFilePermissions.fromString("rwxr-xr-x"));
        succeed(script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));

        Files.setPosixFilePermissions(jvm(), ArchivePlace.OURS_ALONE);
        Path elsewhere = Files.move(archive, directory.resolve("elsewhere"));
        Files.createSymbolicLink(archive, elsewhere);
        succeed(script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_ofAnotherOwner_isNotTaken() throws Exception {
        Path archive = archive(java17, "17.0.15", "1000.jsa", 1000);
        assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Files.setAttribute(archive, "unix:uid", 65534);
        succeed(script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));

        Files.setAttribute(archive, "unix:uid", 0);
        Files.setAttribute(jvm(), "unix:uid", 65534);
        succeed(script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_ofAnotherJarOrBuild_isNotTaken() throws Exception {
        archive(java17, "17.0.15", "1000.jsa", 1000);
        Path copy = Files.copy(jar, directory.resolve("copy.jar"));
        succeed(script(List.of("sh", copy.toString())));
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));

        String text = Files.readString(jar, StandardCharsets.ISO_8859_1);
        Files.writeString(jar, text.replace(build(), "0123456789abcdef"), StandardCharsets.ISO_8859_1);
        succeed(script());
        assertThat(java17.words()).noneMatch(word -> word.contains("SharedArchiveFile"));
    }

    @Test
    void archive_inXdgCacheHome_isTakenIfThatIsAbsolute() throws Exception {
        Path archive = archive(java17, "17.0.15", "1000.jsa", 1000);

        succeed(script().environment("HOME", "/nowhere")
                .environment("XDG_CACHE_HOME", directory.resolve(".cache").toString()));
        assertThat(java17.words()).contains("-XX:SharedArchiveFile=" + archive);

        succeed(script().in(directory).environment("XDG_CACHE_HOME", "relative"));
        assertThat(java17.words()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void archive_withoutHome_isNone() throws Exception {
        succeed(script("x").environment("HOME", ""));

        assertThat(java17.words())
                .noneMatch(word -> word.contains("SharedArchiveFile") || word.contains("share.archives"))
                .endsWith("x");
    }

    @Test
    void archive_pathOfAnyName_isOneWord() throws Exception {
        Path home = Files.createDirectory(directory.resolve("a 'b' \"c\" $d * ? [x] %"));
        Path archive = archive(home, java17, "17.0.15", "1000.jsa", 1000);

        succeed(script().environment("HOME", home.toString()));

        assertThat(java17.words()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\nb"})
    void archive_pathThatTheJvmOrLsWouldTakeApart_isNone(String name) throws Exception {
        Path home = Files.createDirectory(directory.resolve(name));
        archive(home, java17, "17.0.15", "1000.jsa", 1000);

        succeed(script().environment("HOME", home.toString()));

        assertThat(java17.words())
                .noneMatch(word -> word.contains("SharedArchiveFile") || word.contains("share.archives"));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, -XX:DumpLoadedClassList=/x y", "25.0.1, -XX:AOTCacheOutput=/x y"})
    void training_variable_isTheArchiveThatIsWritten(String version, String flag) throws Exception {
        FakeJava java = FakeJava.ofVersion(directory.resolve("trained"), version);

        succeed(script("x")
                .environment("JAVA_HOME", java.home().toString())
                .environment("SHARE_TRAIN_ARCHIVE", "/x y"));

        assertThat(java.words()).contains(flag).noneMatch(word -> word.startsWith("-Dshare.archives"));
        assertThat(java.arguments()).containsExactly("x");
    }

    private Path jvm() {
        return directory.resolve(".cache/share/jvm");
    }

    private String build() throws IOException {
        Matcher line = Pattern.compile("(?m)^build=([0-9a-f]{16})$")
                .matcher(Files.readString(ShareProcess.jar(), StandardCharsets.ISO_8859_1));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    private String beginning(FakeJava java, String version) throws IOException {
        return beginning(directory, java, version);
    }

    private String beginning(Path home, FakeJava java, String version) throws IOException {
        String ofJava = version + java.home().toString().replace('/', '%');
        String ofJar = jar.toString().substring(1).replace('/', '%');
        return home + "/.cache/share/jvm/" + ofJava + "/" + ofJar + "." + build();
    }

    private Path archive(FakeJava java, String version, String name, long length) throws IOException {
        return archive(directory, java, version, name, length);
    }

    private Path archive(Path home, FakeJava java, String version, String name, long length) throws IOException {
        Path archive = Path.of(beginning(home, java, version) + "." + name);
        Files.createDirectories(archive.getParent(), PosixFilePermissions.asFileAttribute(ArchivePlace.OURS_ALONE));
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(length);
        }
        Files.setPosixFilePermissions(archive, ArchivePlace.FILE);
        return archive;
    }
}
