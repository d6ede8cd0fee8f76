package io.vmshare.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever starts the program starts it with the flags of the script. */
@Timeout(10)
class LaunchFlagsTest {

    private static final Path LAUNCH = Path.of("src", "main", "launch");
    private static final Pattern FLAGS = Pattern.compile("(?m)^(?:gc|heap|flags)='(.*)'$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private static List<String> flags() throws IOException {
        List<String> flags = new ArrayList<>();
        for (MatchResult line : FLAGS.matcher(Files.readString(LAUNCH.resolve("head.sh")))
                .results()
                .toList()) {
            flags.addAll(Arrays.asList(line.group(1).split(" ")));
        }
        assertThat(flags).hasSizeGreaterThan(5);
        return flags;
    }

    /** Returns the words of an instruction in its exec form, between java and -jar, without the archive. */
    private static List<String> wordsInDockerfile(String instruction) throws IOException {
        String text = Files.readString(Path.of("..", "Dockerfile")).replace("\\\n", "");
        String line = text.lines()
                .filter(candidate -> candidate.contains(instruction + " ["))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>(
                WORD.matcher(line).results().map(word -> word.group(1)).toList());
        words.removeIf(word -> word.startsWith("-XX:SharedArchiveFile="));
        return words.subList(words.indexOf("java") + 1, words.indexOf("-jar"));
    }

    @Test
    void dockerfile_entrypointAndHealthCheck_areTheScripts() throws IOException {
        assertThat(wordsInDockerfile("ENTRYPOINT")).isEqualTo(flags());
        assertThat(wordsInDockerfile("CMD")).isEqualTo(flags());
    }

    /** The build puts them in; what it made is tested with the jar. */
    @Test
    void batchFile_hasAPlaceForThem() throws IOException {
        assertThat(Files.readString(LAUNCH.resolve("share.cmd"))).containsOnlyOnce("@FLAGS@");
    }
}
