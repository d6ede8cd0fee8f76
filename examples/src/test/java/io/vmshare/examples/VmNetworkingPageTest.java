package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.GuestNetwork;
import io.vmshare.reach.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/vm-networking.md} has a section for every network, and each statement says how it is known. */
@Timeout(30)
class VmNetworkingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "vm-networking.md");
    private static final Pattern TESTED = Pattern.compile("tested: `(\\w+)#(\\w+)`");
    private static final Pattern DOCUMENTED = Pattern.compile("documented: \\S.*");

    @Test
    void page_everyStatement_isTestedOrDocumented() throws IOException {
        Map<String, String> sources = TestSources.read();
        List<String> rows = statements(Files.readString(PAGE));
        assertThat(rows).hasSizeGreaterThan(70);
        for (String row : rows) {
            String[] cells = row.split("(?<!\\\\)\\|", -1);
            assertThat(cells).as(row).hasSize(4);
            String mark = cells[2].strip();
            if (!DOCUMENTED.matcher(mark).matches()) {
                List<MatchResult> names = TESTED.matcher(mark).results().toList();
                assertThat(names).as("the mark of %s", row).hasSize(1);
                String type = names.get(0).group(1);
                assertThat(sources.keySet()).as(row).contains(type);
                assertThat(sources.get(type))
                        .as(row)
                        .contains("void " + names.get(0).group(2) + "(");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void page_everyNetwork_hasItsSectionWithItsSource(GuestNetwork network) throws IOException {
        String section = section(network.label());

        assertThat(section).contains("Source: ").contains(network.source());
        if (network.mark() == Mark.TESTED) {
            assertThat(section).contains("| tested: ");
        }
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("\n## " + heading + "\n");
        assertThat(start).as("a section called " + heading).isPositive();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end);
    }

    /** Returns the rows of the tables before the one on JSON. */
    private static List<String> statements(String page) {
        List<String> rows = new ArrayList<>();
        for (String line :
                page.substring(0, page.indexOf("\n## JSON\n")).lines().toList()) {
            if (line.startsWith("|") && !line.startsWith("|---") && !line.equals("| | |")) {
                rows.add(line);
            }
        }
        return rows;
    }
}
