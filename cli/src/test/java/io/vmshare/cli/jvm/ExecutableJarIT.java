package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file is a program for shells and a jar for everything that reads jars. */
@Timeout(120)
class ExecutableJarIT {

    private static final int JAVA_6 = 50;
    private static final Pattern FLAGS = Pattern.compile("(?m)^(?:gc|heap|flags)='(.*)'$");

    private static String head() throws IOException {
        String text = Files.readString(ShareProcess.jar(), StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("\nexit 126\n"));
    }

    @Test
    void jar_head_isAScriptWithTheBuildsIdentity() throws IOException {
        assertThat(ShareProcess.jar()).isExecutable();
        assertThat(head()).startsWith("#!/bin/sh\n").containsPattern("(?m)^build=[0-9a-f]{16}$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsa", "aot"})
    void program_byEitherWay_isTheSame(String kind) throws Exception {
        String java = Jdks.home(kind).toString();
        String jar = ShareProcess.jar().toString();

        Result plain = ShareProcess.with("--version")
                .command(List.of(java + "/bin/java", "-jar", jar))
                .run();
        Result program = ShareProcess.with("--version")
                .command(List.of(jar))
                .environment("JAVA_HOME", java)
                .run();

        assertThat(plain.exitCode()).isZero();
        assertThat(plain.out()).startsWith("share ").contains("(Java ");
        assertThat(program).isEqualTo(plain);
    }

    @Test
    void program_wrongUsage_isTwoAndOneLine() throws Exception {
        Result result = ShareProcess.with("--no-such-option")
                .command(List.of(ShareProcess.jar().toString()))
                .run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1);
    }

    @Test
    void zip_otherReaders_findNothingWrong() throws Exception {
        String jar = ShareProcess.jar().toString();
        Result unzip = ShareProcess.with("-tqq", jar)
                .command(List.of(RequiredClient.require("unzip").toString()))
                .run();
        assertThat(unzip).isEqualTo(new Result(0, "", ""));

        String check =
                "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.infolist()[0].header_offset)";
        Result python = ShareProcess.with("-c", check, jar)
                .command(List.of(RequiredClient.require("python3").toString()))
                .run();
        assertThat(python).isEqualTo(new Result(0, "None " + (head().length() + "\nexit 126\n".length()) + "\n", ""));

        try (FileSystem zip = FileSystems.newFileSystem(ShareProcess.jar())) {
            assertThat(zip.getPath("META-INF/MANIFEST.MF")).isRegularFile();
        }
    }

    @Test
    void classes_ofAnyFormThatArchivesDoNotTake_areNone() throws IOException {
        try (JarFile jar = new JarFile(ShareProcess.jar().toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        short version = ByteBuffer.wrap(in.readNBytes(8)).getShort(6);
                        assertThat(version).as(entry.getName()).isGreaterThanOrEqualTo((short) JAVA_6);
                    }
                }
            }
        }
    }

    @Test
    void batchFile_flags_areTheScripts() throws IOException {
        String flags =
                FLAGS.matcher(head()).results().map(line -> line.group(1)).collect(Collectors.joining(" "));
        String batch = Files.readString(ShareProcess.jar().resolveSibling("share.cmd"), StandardCharsets.US_ASCII);
        List<MatchResult> lines =
                Pattern.compile("[^\r\n]+|\r\n").matcher(batch).results().toList();

        assertThat(flags).contains("-XX:+UseSerialGC");
        assertThat(batch).contains("\"%SHARE_JVM%\" " + flags + " -jar \"%~dp0share.jar\" %*\r\n");
        assertThat(lines.stream().mapToInt(line -> line.group().length()).sum()).isEqualTo(batch.length());
    }
}
