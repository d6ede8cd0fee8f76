package io.vmshare.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.netboot.rows.AnswerKind;
import io.vmshare.netboot.rows.FileKind;
import io.vmshare.netboot.rows.Rows;
import io.vmshare.netboot.rows.TreeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/booting.md} has every row with its line and its source, and each statement says how it is known. */
@Timeout(30)
class BootingPageTest {

    private static final Path PAGE = Path.of("..", "docs", "booting.md");
    private static final Pattern TESTED = Pattern.compile("tested: `(\\w+)#(\\w+)`");

    private record Statement(String row, String line, String known) {}

    @Test
    void page_rows_areThoseOfTheProgram() throws IOException {
        Set<String> onPage = new TreeSet<>();
        statements().forEach(statement -> onPage.add(statement.row()));
        Set<String> known = new TreeSet<>();
        Rows.TREES.forEach(row -> known.add(row.id()));
        Stream.of(FileKind.values()).forEach(kind -> known.add(kind.id()));
        Stream.of(AnswerKind.values()).forEach(kind -> known.add(kind.name()));

        assertThat(onPage).containsExactlyElementsOf(known);
    }

    @Test
    void page_everyTree_hasItsLineAndItsSource() throws IOException {
        List<Statement> statements = statements();
        for (TreeRow row : Rows.TREES) {
            assertThat(statements).as(row.id()).anySatisfy(statement -> {
                assertThat(statement.row()).isEqualTo(row.id());
                assertThat(statement.line()).isEqualTo(line(row.arguments()));
                isKnown(statement, row.source());
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void page_everyAnswer_hasItsWordsAndItsSource(AnswerKind kind) throws IOException {
        Statement statement = statements().stream()
                .filter(one -> one.row().equals(kind.name()))
                .findFirst()
                .orElseThrow();

        assertThat(statement.line())
                .isEqualTo(
                        kind == AnswerKind.UNATTEND ? "nothing: it is loaded beside boot.wim" : line(kind.arguments()));
        isKnown(statement, kind.source());
    }

    @ParameterizedTest
    @EnumSource
    void page_everyFile_hasItsSource(FileKind kind) throws IOException {
        assertThat(statements())
                .filteredOn(statement -> statement.row().equals(kind.id()))
                .singleElement()
                .satisfies(statement -> isKnown(statement, kind.source()));
    }

    @Test
    void page_testsThatAreNamed_areThere() throws IOException {
        Map<String, String> sources = TestSources.read();
        for (Statement statement : statements()) {
            List<MatchResult> names =
                    TESTED.matcher(statement.known()).results().toList();
            assertThat(names.isEmpty()).isEqualTo(!statement.known().startsWith("tested: "));
            for (MatchResult name : names) {
                assertThat(sources.keySet()).as(statement.row()).contains(name.group(1));
                assertThat(sources.get(name.group(1))).as(statement.row()).contains("void " + name.group(2) + "(");
            }
        }
    }

    private static void isKnown(Statement statement, String source) {
        if (!statement.known().startsWith("tested: ")) {
            assertThat(statement.known()).isEqualTo("documented: " + source);
        }
    }

    private static String line(List<String> words) {
        return String.join(" ", words)
                .replace("{tree}", "U")
                .replace("{image}", "ISO")
                .replace("{answer}", "A")
                .replace("{host}", "HOST")
                .replace("{path}", "PATH");
    }

    private static List<Statement> statements() throws IOException {
        List<Statement> statements = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                assertThat(cells).as(line).hasSize(6);
                statements.add(new Statement(bare(cells[1]), bare(cells[3]), cells[4].strip()));
            }
        }
        return statements;
    }

    private static String bare(String cell) {
        return cell.strip().replace("`", "");
    }
}
