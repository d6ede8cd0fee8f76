package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.qr.QrModules;
import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.LocalAddress;
import io.vmshare.reach.Reach;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The modules that a camera sees, read back from the text, are those of the URL's code. */
@Timeout(10)
class QrTextTest {

    private static final String LAN = "http://203.0.113.7:8000/";

    private static final HostSnapshot HOST = HostSnapshot.builder()
            .interfaces(List.of(at("lo", "127.0.0.1/8"), at("eth0", "203.0.113.7/24")))
            .defaultRoute(Optional.of(new DefaultRoute(
                    "eth0", Optional.of(LocalAddress.parse("203.0.113.1").address()))))
            .build();

    private static HostInterface at(String name, String address) {
        return new HostInterface(name, name, List.of(LocalAddress.parse(address)), "", true, name.equals("lo"));
    }

    private static String render(String bound, Charset charset, boolean colours) {
        List<InetSocketAddress> all = List.of(new InetSocketAddress(bound, 8000));
        Reach reach = Reach.of(all, HOST);
        return QrText.render(
                new Announcement("1.0", List.of("/srv/iso"), "", "", false, all, reach, ""), charset, colours);
    }

    /** Returns the lines of the code, without the empty one above and the URL below. */
    private static List<String> code(String text, String url) {
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0)).isEmpty();
        assertThat(lines.get(lines.size() - 1)).isEqualTo(url);
        return lines.subList(1, lines.size() - 1);
    }

    private static void assertModules(List<List<Boolean>> seen, String url) {
        QrModules code = QrModules.of(url);
        int side = code.side();
        assertThat(seen.size()).isBetween(side, side + 1);
        for (int y = 0; y < seen.size(); y++) {
            assertThat(seen.get(y)).hasSize(side);
            for (int x = 0; x < side; x++) {
                assertThat(seen.get(y).get(x)).as(x + ", " + y).isEqualTo(code.isDark(x, y));
            }
        }
    }

    /** Takes apart half blocks; {@code ink} is whether what is drawn is dark. */
    private static List<List<Boolean>> halves(List<String> lines, boolean ink) {
        List<List<Boolean>> rows = new ArrayList<>();
        for (String line : lines) {
            List<Boolean> upper = new ArrayList<>();
            List<Boolean> lower = new ArrayList<>();
            for (char c : line.toCharArray()) {
                assertThat(" \u2580\u2584\u2588").contains(String.valueOf(c));
                upper.add((c == '\u2580' || c == '\u2588') == ink);
                lower.add((c == '\u2584' || c == '\u2588') == ink);
            }
            rows.add(upper);
            rows.add(lower);
        }
        return rows;
    }

    @Test
    void render_terminal_isDarkOnLightWhateverItsTheme() {
        List<String> lines = code(render("::", StandardCharsets.UTF_8, true), LAN);

        String begin = "\u001b[38;5;16;48;5;231m";
        String end = "\u001b[0m";
        assertThat(lines).allMatch(line -> line.startsWith(begin) && line.endsWith(end));
        assertModules(
                halves(
                        lines.stream()
                                .map(line -> line.substring(begin.length(), line.length() - end.length()))
                                .toList(),
                        true),
                LAN);
    }

    @Test
    void render_withoutColours_drawsWhatIsLight() {
        String text = render("::", StandardCharsets.UTF_8, false);

        assertThat(text).doesNotContain("\u001b");
        assertModules(halves(code(text, LAN), false), LAN);
    }

    @Test
    void render_charsetWithoutBlocks_hasTwoCharactersAModule() {
        String plain = render("::", StandardCharsets.US_ASCII, false);
        List<List<Boolean>> seen = new ArrayList<>();
        for (String line : code(plain, LAN)) {
            List<Boolean> row = new ArrayList<>();
            for (int i = 0; i < line.length(); i += 2) {
                assertThat(line.substring(i, i + 2)).isIn("##", "  ");
                row.add(line.charAt(i) == ' ');
            }
            seen.add(row);
        }
        assertModules(seen, LAN);

        String coloured = render("::", StandardCharsets.US_ASCII, true)
                .replace("\u001b[48;5;231m  ", "##")
                .replace("\u001b[48;5;16m", "")
                .replace("\u001b[0m", "");
        assertThat(coloured).isEqualTo(plain);
    }

    @Test
    void render_noDeviceOfItsOwnReachesIt_isTheLikeliestUrl() {
        assertThat(render("127.0.0.1", StandardCharsets.UTF_8, false)).endsWith("\nhttp://10.0.2.2:8000/\n");
    }
}
