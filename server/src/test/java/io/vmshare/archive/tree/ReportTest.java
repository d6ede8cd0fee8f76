package io.vmshare.archive.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReportTest {

    private static String text(Report report) {
        return new String(report.render(), StandardCharsets.UTF_8);
    }

    @Test
    void render_nothing_isEmpty() {
        assertThat(new Report().render()).isEmpty();
    }

    @Test
    void render_hostileName_isOneLine() {
        Report report = new Report();
        report.add("a\nb\u00C3\u00A9\u001B[31m", "may not be read");

        assertThat(text(report)).endsWith("\na\\x0Ab\u00E9\\x1B[31m: may not be read\n");
        assertThat(report.first()).isEqualTo("a\\x0Ab\u00E9\\x1B[31m: may not be read");
    }

    @Test
    void render_many_isBoundedAndSaysHowManyMore() {
        Report report = new Report();
        for (int i = 0; i < 100_000; i++) {
            report.add("name-" + i + "x".repeat(i % 200), "is gone");
        }

        assertThat(report.render()).hasSizeLessThanOrEqualTo(Report.MAX_BYTES);
        assertThat(report.count()).isEqualTo(100_000);
        assertThat(text(report)).containsPattern("\nand 99\\d\\d\\d more\n$");
    }

    @Test
    void copy_addedTo_leavesTheOther() {
        Report report = new Report();
        report.add("a", "x");
        Report copy = report.copy();
        copy.add("b", "y");

        assertThat(text(report)).doesNotContain("b: y");
        assertThat(text(copy)).endsWith("a: x\nb: y\n");
    }
}
