package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's Java is the code of the examples, word for word. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern FENCE = Pattern.compile("(?m)^```java$");
    private static final Pattern QUOTE =
            Pattern.compile("(?ms)^<!-- quoted from (\\S+) -->\n```java\n(.*?)^```$\n<!-- end of quote -->$");
    private static final Pattern SOURCE = Pattern.compile("(?ms)^ *// quoted in the README\n(.*?)^ *// end of quote$");

    @Test
    void readme_everyQuote_isTheSource() throws IOException {
        Matcher quotes = QUOTE.matcher(Files.readString(README));
        int found = 0;
        while (quotes.find()) {
            found++;
            String source = Files.readString(Path.of("..", quotes.group(1)));
            Matcher quoted = SOURCE.matcher(source);
            assertThat(quoted.find()).as(quotes.group(1) + " marks its quote").isTrue();
            assertThat(quotes.group(2))
                    .as(quotes.group(1))
                    .isEqualTo(quoted.group(1).stripTrailing().stripIndent() + "\n");
        }
        assertThat(found).isEqualTo(4);
    }

    @Test
    void readme_allJava_isQuoted() throws IOException {
        String readme = Files.readString(README);
        List<String> fences =
                FENCE.matcher(readme).results().map(match -> match.group()).toList();
        assertThat(fences).hasSize((int) QUOTE.matcher(readme).results().count());
    }
}
