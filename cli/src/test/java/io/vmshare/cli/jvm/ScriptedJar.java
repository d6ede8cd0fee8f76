package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.ShareProcess.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A jar with the script in front of it, and a Java 17 that only writes down how it is started. */
final class ScriptedJar {

    private final Path directory;
    private final Path jar;
    private final FakeJava java17;

    private ScriptedJar(Path directory, Path jar, FakeJava java17) {
        this.directory = directory;
        this.jar = jar;
        this.java17 = java17;
    }

    /** Puts both into {@code directory}, which is the user's home. */
    static ScriptedJar in(Path directory) throws IOException {
        Path jar = Executables.copy(ShareProcess.jar(), directory.resolve("share.jar"));
        return new ScriptedJar(directory, jar, FakeJava.ofVersion(directory.resolve("jdk 17"), "17.0.15"));
    }

    Path jar() {
        return jar;
    }

    FakeJava java17() {
        return java17;
    }

    ShareProcess.Setup script(List<String> command, String... arguments) {
        return ShareProcess.with(arguments)
                .command(command)
                .environment("JAVA_HOME", java17.home().toString())
                .environment("HOME", directory.toString())
                .environment("XDG_CACHE_HOME", "");
    }

    ShareProcess.Setup script(String... arguments) {
        return script(List.of(jar.toString()), arguments);
    }

    /** Runs the script and checks that it says nothing. */
    static void succeed(ShareProcess.Setup setup) throws Exception {
        assertThat(setup.run()).isEqualTo(new Result(0, "", ""));
    }

    /** Returns the directory of all archives. */
    Path jvm() {
        return directory.resolve(".cache/share/jvm");
    }

    /** Returns what the script names its build. */
    String build() throws IOException {
        Matcher line = Pattern.compile("(?m)^build=([0-9a-f]{16})$")
                .matcher(Files.readString(ShareProcess.jar(), StandardCharsets.ISO_8859_1));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    /** Returns how the path of every archive for {@code java} begins. */
    String beginning(FakeJava java, String version) throws IOException {
        return beginning(directory, java, version);
    }

    private String beginning(Path home, FakeJava java, String version) throws IOException {
        String ofJava = version + java.home().toString().replace('/', '%');
        String ofJar = jar.toString().substring(1).replace('/', '%');
        return home + "/.cache/share/jvm/" + ofJava + "/" + ofJar + "." + build();
    }

    /** Puts a file of zeros where the script looks for an archive. */
    Path archive(FakeJava java, String version, String name, long length) throws IOException {
        return archive(directory, java, version, name, length);
    }

    Path archive(Path home, FakeJava java, String version, String name, long length) throws IOException {
        Path archive = Path.of(beginning(home, java, version) + "." + name);
        Files.createDirectories(archive.getParent(), PosixFilePermissions.asFileAttribute(ArchivePlace.OURS_ALONE));
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(length);
        }
        Files.setPosixFilePermissions(archive, ArchivePlace.FILE);
        return archive;
    }
}
