package io.vmshare.cli.jvm;

import static io.vmshare.cli.jvm.ScriptedJar.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private ScriptedJar head;
    private Path jar;
    private FakeJava java17;

    @BeforeEach
    void install() throws IOException {
        head = ScriptedJar.in(directory);
        jar = head.jar();
        java17 = head.java17();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash", "bash --posix", "sh"})
    void arguments_ofAnyKind_arriveAsTheyAre(String shell) throws Exception {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.set(0, RequiredClient.require(command.get(0)).toString());
        command.add(jar.toString());

        succeed(head.script(command, HOSTILE));

        assertThat(java17.arguments()).containsExactly(HOSTILE);
        assertThat(java17.words())
                .contains("-jar", jar.toString(), "-XX:+UseSerialGC", "-Xmx256m")
                .noneMatch(word -> word.contains("SharedArchiveFile"));
        assertThat(java17.count()).isEqualTo(1); // it is not asked for its version
    }

    @Test
    void arguments_none_areNone() throws Exception {
        succeed(head.script());

        assertThat(java17.arguments()).isEmpty();
    }

    @Test
    void jar_byLinkInPath_isTheFileItself() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("share"), Path.of("../share.jar"));

        succeed(head.script(List.of("sh", "-c", "PATH=$0:$PATH; share x", bin.toString())));

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

        succeed(head.script(List.of("sh", "-c", line + " x")).in(directory));

        assertThat(java17.words()).contains("-jar", jar.toString()).endsWith("x");
    }

    @Test
    void jar_inDirectoryOfAnyName_isFound() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("a 'b' \"c\" $d * %"));
        Path moved = Files.move(jar, odd.resolve("-share.jar"));

        succeed(head.script(List.of("sh", "./-share.jar"), "x").in(odd));

        assertThat(java17.words()).contains("-jar", moved.toString()).endsWith("x");
    }

    @Test
    void java_javaHome_winsOverPath() throws Exception {
        FakeJava other = FakeJava.ofVersion(directory.resolve("other"), "21");

        succeed(head.script().environment("PATH", other.home() + "/bin:/usr/bin:/bin"));

        assertThat(java17.count()).isEqualTo(1);
        assertThat(other.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_382", "16"})
    void java_javaHomeIsOlder_thatOfPathIsTaken(String version) throws Exception {
        FakeJava old = FakeJava.ofVersion(directory.resolve("old"), version);
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), java17.program());

        succeed(head.script()
                .environment("JAVA_HOME", old.home().toString())
                .environment("PATH", old.home() + "/bin:/nowhere:" + bin + ":/usr/bin:/bin"));

        assertThat(java17.words()).contains("-XX:+UseSerialGC"); // its version was found through the link
        assertThat(old.count()).isZero();
    }

    @Test
    void java_olderOnly_isOneLineAndExitCodeOne() throws Exception {
        FakeJava old = FakeJava.ofVersion(directory.resolve("old"), "11.0.2");
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("sh"), Path.of("/bin/sh"));

        Result result = head.script()
                .environment("JAVA_HOME", old.home().toString())
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
        Result result = head.script()
                .environment("JAVA_HOME", "/nowhere")
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

        succeed(head.script("x").environment("JAVA_HOME", unknown.home().toString()));

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
        succeed(head.script().environment(variable, value));
        assertThat(java17.words()).doesNotContain(ours).contains("-Xlog:disable");

        succeed(head.script().environment(variable, "-Dfile.encoding=UTF-8"));
        assertThat(java17.words()).contains(ours);
    }
}
