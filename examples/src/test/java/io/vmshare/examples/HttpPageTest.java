package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every row of {@code docs/http.md} names its source and a test that there is. */
@Timeout(30)
class HttpPageTest {

    private static final Path PAGE = Path.of("..", "docs", "http.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void page_everyRow_namesTestsThatExist() throws IOException {
        Map<String, String> sources = TestSources.read();
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("|") && !line.startsWith("|---") && !line.endsWith("| Test |")) {
                rows.add(line);
            }
        }
        assertThat(rows).hasSizeGreaterThan(80);
        for (String row : rows) {
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            assertThat(cells).as(row).hasSize(5);
            assertThat(cells[2].strip()).as("the source of %s", row).isNotEmpty();
            List<String> tests = NAME.matcher(cells[3])
                    .results()
                    .map(name -> name.group(1) + "#" + name.group(2))
                    .toList();
            assertThat(String.join("`<br>`", tests))
                    .as(row)
                    .isEqualTo(cells[3].strip().replaceAll("^`|`$", ""));
            for (String test : tests) {
                String type = test.substring(0, test.indexOf('#'));
                assertThat(sources.keySet()).as(row).contains(type);
                assertThat(sources.get(type)).as(row).contains("void " + test.substring(type.length() + 1) + "(");
            }
        }
    }
}
