package io.vmshare.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --help} and the README name the same options with the same defaults. */
class HelpTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`-[^|]*) \\|[^|]*\\| ?([^|]*?) ?\\|$");
    private static final Pattern NAME = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z-]*");
    private static final Pattern DEFAULT = Pattern.compile("Default: (.*)\\.$");

    private final CommandLine share = Commands.of(new String[] {"--help"}, Map.of());

    /** Names of an option and its default, which is empty if help tells none. */
    private static Map<Set<String>, String> inHelp(CommandLine command) {
        Map<Set<String>, String> options = new LinkedHashMap<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            Set<String> names = new TreeSet<>(List.of(option.names()));
            if (option.negatable()) {
                names.add(option.longestName().replaceFirst("--", "--no-"));
            }
            Matcher told = DEFAULT.matcher(String.join(" ", option.description()));
            options.put(names, told.find() ? told.group(1) : "");
        }
        return options;
    }

    private static Map<Set<String>, String> inReadme() throws IOException {
        Map<Set<String>, String> options = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(README)).results().toList()) {
            options.put(names(row.group(1)), row.group(2).replace("`", ""));
        }
        return options;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }

    @Test
    void help_everyOptionWithItsDefault_isInTheReadmeAndTheReverse() throws IOException {
        assertThat(inReadme()).containsExactlyEntriesOf(inHelp(share));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urls", "forward", "boot"})
    void help_optionsOfACommand_areInTheReadme(String name) throws IOException {
        CommandLine command = share.getSubcommands().get(name);
        Matcher paragraph =
                Pattern.compile("`share.jar " + name + "` [^.;]*;? ?[^.;]*[.;]").matcher(Files.readString(README));
        assertThat(paragraph.find()).isTrue();

        Set<String> expected = new TreeSet<>();
        command.getCommandSpec().options().forEach(option -> expected.add(option.longestName()));
        expected.removeAll(Set.of("--help", "--version"));
        assertThat(names(paragraph.group())).isEqualTo(expected);
    }

    @Test
    void help_text_hasNoPlaceholderLeft() {
        String text = share.getUsageMessage().replaceAll("\\s+", ""); // lines break within words, too
        String ofTemplates = "${share.url},${share.host},${share.port}and${client.address}";

        assertThat(text).startsWith("Usage:share").contains(ofTemplates);
        assertThat(text.replace(ofTemplates, "")).doesNotContain("${");
    }
}
