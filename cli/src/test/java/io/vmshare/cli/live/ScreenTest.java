package io.vmshare.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.FakeDownload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes to the terminal; that a real one shows it so is for {@code LiveViewIT} to find. */
@Timeout(10)
class ScreenTest {

    private static final String ERASE_1 = "\u001b[1A\r\u001b[J";
    private static final String ERASE_2 = "\u001b[2A\r\u001b[J";

    private boolean foreground = true;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Screen screen = new Screen(out, new TerminalSize(24, 80), () -> foreground);

    private static List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FakeDownload download = FakeDownload.of("/" + i, 100).sent(10);
            Row row = new Row(download);
            row.add(download);
            row.look(1_000_000_000);
            rows.add(row);
        }
        return rows;
    }

    private String written() {
        String text = out.toString(UTF_8);
        out.reset();
        return text;
    }

    @Test
    void draw_again_takesThePlaceOfWhatWasDrawn() {
        screen.draw(rows(2));
        assertThat(written()).doesNotContain("\u001b").hasLineCount(2).endsWith("\n");

        screen.draw(rows(1));
        assertThat(written()).startsWith(ERASE_2).endsWith("  0\n").containsOnlyOnce("\n");

        screen.draw(List.of());
        assertThat(written()).isEqualTo(ERASE_1);

        screen.draw(List.of());
        assertThat(written()).isEmpty();
    }

    @Test
    void take_nothingDrawn_isLeftToOthers() {
        assertThat(screen.take("line\n".getBytes(UTF_8))).isFalse();
        assertThat(written()).isEmpty();
    }

    @Test
    void take_linesDrawn_comesAboveThemWithTheNextDrawing() {
        screen.draw(rows(1));
        String line = written();

        assertThat(screen.take("one\n".getBytes(UTF_8))).isTrue();
        assertThat(screen.take("two\n".getBytes(UTF_8))).isTrue();
        assertThat(written()).isEmpty();

        screen.draw(rows(1));
        assertThat(written()).isEqualTo(ERASE_1 + "one\ntwo\n" + line);
    }

    @Test
    void take_more_thanWaits_isWrittenAtOnce() {
        screen.draw(rows(1));
        written();
        String much = "x".repeat(70_000) + "\n";

        assertThat(screen.take(much.getBytes(UTF_8))).isTrue();

        assertThat(written()).isEqualTo(ERASE_1 + much);
        assertThat(screen.take("more\n".getBytes(UTF_8)))
                .as("nothing is drawn now")
                .isFalse();
    }

    @Test
    void clear_takesOffTheLinesAndWritesWhatWaits() {
        screen.draw(rows(2));
        written();
        screen.take("one\n".getBytes(UTF_8));

        screen.clear();
        assertThat(written()).isEqualTo(ERASE_2 + "one\n");

        screen.clear();
        assertThat(written()).isEmpty();
    }

    @Test
    void draw_inTheBackground_takesTheLinesOff() {
        screen.draw(rows(1));
        written();

        foreground = false;
        screen.draw(rows(1));
        assertThat(written()).isEqualTo(ERASE_1);
        assertThat(screen.take("one\n".getBytes(UTF_8))).isFalse();
    }

    @Test
    void goOn_toldTwice_leavesWhatWasDrawnSinceToBeReplaced() {
        screen.draw(rows(1));
        String line = written();
        screen.hold();
        assertThat(written()).isEqualTo(ERASE_1);
        screen.draw(rows(1));
        assertThat(written()).as("it is held").isEmpty();

        screen.goOn();
        screen.draw(rows(1));
        assertThat(written()).as("what was drawn before is out of reach").isEqualTo(line);

        screen.goOn();
        screen.draw(rows(1));
        assertThat(written()).isEqualTo(ERASE_1 + line);
    }

    @Test
    void draw_lowTerminal_leavesRoomForTheCursor() {
        Screen low = new Screen(out, new TerminalSize(3, 80), () -> true);
        low.draw(rows(5));
        assertThat(written()).hasLineCount(2).endsWith("and 4 more\n");

        Screen lowest = new Screen(out, new TerminalSize(1, 80), () -> true);
        lowest.draw(rows(5));
        assertThat(written()).isEmpty();
    }
}
