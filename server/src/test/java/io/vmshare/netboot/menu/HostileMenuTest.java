package io.vmshare.netboot.menu;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootMenu;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and titles are foreign text: whatever they are, the menu has the same lines, and each does the same. */
@Timeout(60)
class HostileMenuTest {

    private static final String PIECES = "${}()[]\"'`\\|&;#<> \n\r\t\0~!*?%-=:,/éx\u2028\u0085";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${net0/ip}",
                "$share",
                "a b",
                "-x",
                "#",
                "# x",
                "||",
                "&&",
                "a || reboot",
                "a && reboot",
                ";reboot",
                "';reboot;'",
                "\"; reboot; \"",
                "'",
                "\"",
                "`reboot`",
                "$(reboot)",
                "\n#!ipxe\nreboot",
                "\r\nreboot",
                "}\nmenuentry 'x' {",
                "\\",
                "a\\\n",
                "{tree}",
                "{answer}{image}",
                "%0a",
                "é\u2028\u0085\u007f",
                "--name",
                "<script>",
                ":menu",
                "\0"
            })
    void render_hostileText_changesNoStructure(String hostile) throws JsonParserException {
        assertHarmless(hostile);
    }

    @Test
    void render_anyText_changesNoStructure() throws JsonParserException {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
            assertHarmless(text.toString());
        }
    }

    @Test
    void render_menuThatLeadsOn_keepsTheWords() {
        List<BootEntry> discs = SampleMenu.whole().entries().stream()
                .filter(entry -> entry.start() == BootEntry.Start.DISC)
                .toList();
        BootMenu some = new BootMenu(discs, false);
        EntryUrls urls = new EntryUrls(SampleMenu.PLACE, new ExtraWords(List.of("a", "b=c")));

        assertThat(MenuFormat.IPXE.render(some, urls)).contains("/?boot=ipxe&append=a%20b%3Dc && goto again ||\n");
    }

    private static void assertHarmless(String hostile) throws JsonParserException {
        for (MenuFormat format : new MenuFormat[] {MenuFormat.IPXE, MenuFormat.GRUB}) {
            String script = format.render(SampleMenu.hostile(hostile), SampleMenu.URLS);
            String harmless = hostile.chars().allMatch(c -> c < 0x7F) ? "x" : "\u00e9"; // which is no default in iPXE
            String tame = format.render(SampleMenu.hostile(harmless), SampleMenu.URLS);

            assertThat(script).as("%s of %s", format, hostile).matches("[\n -~]+");
            assertThat(skeleton(script)).as("%s of %s", format, hostile).isEqualTo(skeleton(tame));
        }
        JsonObject json =
                JsonParser.object().from(MenuFormat.JSON.render(SampleMenu.hostile(hostile), SampleMenu.URLS));
        JsonObject entry = json.getArray("entries").getObject(0);
        assertThat(json.keySet()).containsExactlyInAnyOrder("url", "ipxe", "grub", "complete", "entries");
        assertThat(entry.getString("title")).isEqualTo(hostile);
        assertThat(entry.getString("file")).matches("http://10\\.0\\.2\\.2:8000/my%20trees/[A-Za-z0-9._~%/-]+");
    }

    /** What a reader makes of the lines: first words, variables, separators of commands, quotes and braces. */
    private static String skeleton(String script) {
        StringBuilder skeleton = new StringBuilder();
        for (String line : script.split("\n", -1)) {
            String[] words = line.strip().split(" +", -1);
            skeleton.append('\n').append(words[0]);
            for (int i = 1; i < words.length; i++) {
                if (words[i].equals("||") || words[i].equals("&&") || words[i].startsWith("#")) {
                    skeleton.append(' ').append(words[i]).append(' ').append(i + 1 < words.length ? words[i + 1] : "");
                }
                if (words[i].startsWith("-") && !words[0].equals("kernel") && !words[0].equals("linux")) {
                    skeleton.append(' ').append(words[i]);
                }
                if (words[i].contains("$")) {
                    skeleton.append(" $").append(words[i].replaceAll("[^$]", ""));
                }
            }
        }
        return skeleton.toString();
    }
}
