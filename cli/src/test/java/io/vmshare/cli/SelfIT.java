package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /?self} is the jar that was started, whichever way, and starts on the other side. */
@Timeout(60)
class SelfIT {

    @TempDir
    private Path directory;

    private Path jar;
    private Path tree;

    @BeforeEach
    void copyJar() throws IOException {
        jar = Files.copy(ShareProcess.jar(), directory.resolve("tool.jar"));
        tree = Files.createDirectory(directory.resolve("tree"));
    }

    private ShareProcess.Setup share(List<String> command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("0", "-b", "127.0.0.1", "--access-log", "none"));
        arguments.addAll(List.of(options));
        arguments.add(tree.toString());
        return ShareProcess.with(arguments.toArray(new String[0]))
                .command(command)
                .in(directory);
    }

    private static List<String> java(String... words) {
        List<String> command = new ArrayList<>(List.of(ShareProcess.command().get(0)));
        command.addAll(List.of(words));
        return command;
    }

    private static Response self(ShareProcess share) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            return http.send("GET /?self HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }

    @Test
    void self_isTheJarAndStartsThere() throws Exception {
        Path copy = directory.resolve("share.jar");
        try (ShareProcess share = share(java("-jar", "tool.jar")).serve()) {
            Files.write(copy, self(share).body());
            assertThat(share.stop().err()).isEmpty();
        }
        assertThat(copy).hasSameBinaryContentAs(ShareProcess.jar());

        Result version = ShareProcess.with("--version")
                .command(java("-jar", copy.toString()))
                .run();
        assertThat(version.out()).startsWith("share ");
        assertThat(version.exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"link", "script", "class path"})
    void self_anyWayToStartTheJar_isThatJar(String way) throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("share"), jar);
        List<String> command = switch (way) {
            case "link" -> java("-jar", link.toString());
            case "script" -> List.of("sh", link.toString());
            default -> java("-cp", jar.toString(), "io.vmshare.cli.Main");
        };
        try (ShareProcess share = share(command, "--no-jvm-archive")
                .environment(
                        "JAVA_HOME",
                        Path.of(java().get(0), "..", "..").normalize().toString())
                .serve()) {
            assertThat(self(share).body()).isEqualTo(Files.readAllBytes(jar));
        }
    }

    /** Classes that lie about, or beside those of others, are no program that starts elsewhere. */
    @Test
    void self_severalPlacesForClasses_is404() throws Exception {
        List<String> command = java("-cp", jar + File.pathSeparator + tree, "io.vmshare.cli.Main");
        try (ShareProcess share = share(command).serve()) {
            assertThat(self(share).status()).isEqualTo(404);
        }
    }

    @Test
    void self_turnedOff_is404() throws Exception {
        try (ShareProcess share =
                share(java("-jar", jar.toString()), "--no-self").serve()) {
            assertThat(self(share).status()).isEqualTo(404);
        }
    }

    @Test
    void self_replacedWhileItRuns_isToldOnceAndIsGone() throws Exception {
        try (ShareProcess share = share(java("-jar", jar.toString())).serve()) {
            assertThat(self(share).status()).isEqualTo(200);
            Path next = Files.writeString(directory.resolve("next"), "another program");
            Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);

            assertThat(self(share).status()).isEqualTo(410);
            assertThat(self(share).text()).startsWith("410 Gone: ").doesNotContain("another");
            share.awaitErr("share: " + jar + " is not the file that was started");
            assertThat(share.stop().err()).hasLineCount(1);
        }
    }

    @Test
    void urls_tellHowTheOtherSideGetsTheProgram() throws Exception {
        assertThat(ShareProcess.run("urls", "-p", "81").out())
                .containsPattern("wget -O share\\.jar 'http://[^']+:81/\\?self' && java -jar share\\.jar\n");
    }
}
