package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameListTest {

    @Test
    void of_randomNames_givesThemBack() {
        Random random = new Random(1);
        List<Name> names = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            StringBuilder bytes = new StringBuilder();
            random.ints(random.nextInt(40), 0, 0x100).forEach(b -> bytes.append((char) b));
            names.add(Name.ofBytes(bytes.toString()));
        }

        NameList list = NameList.of(names);

        assertThat(list).isEqualTo(names);
        for (int i = 0; i < names.size(); i++) {
            String bytes = names.get(i).bytes();
            assertThat(list.length(i)).isEqualTo(bytes.length());
            assertThat(bytes.chars().limit(3).boxed().toList()).isEqualTo(firstBytes(list, i));
        }
    }

    @Test
    void append_path_isItsLastNameIfItMayBeServed() {
        NameList all = new NameList();
        NameList shown = new NameList();
        for (String path : List.of("/a/b", "/a/.c", "/a/caf\u00e9", "d", "/a/x\u00e9y")) {
            all.append(Path.of(path), new NamePolicy(true, false));
            shown.append(Path.of(path), new NamePolicy(false, false));
        }

        assertThat(all).extracting(Name::text).containsExactly("b", ".c", "caf\u00e9", "d", "x\u00e9y");
        assertThat(shown).extracting(Name::text).containsExactly("b", "caf\u00e9", "d", "x\u00e9y");
    }

    @Test
    void append_many_tellsOfTheMemoryBeforeItIsTaken() {
        long[] told = new long[1];
        NameList list = new NameList(bytes -> told[0] += bytes);
        long needed = 0;
        for (int i = 0; i < 50_000; i++) {
            list.append(Name.ofBytes("name" + i));
            needed += ("name" + i).length() + Integer.BYTES;
            assertThat(told[0]).isBetween(needed, 2 * needed + 140_000);
        }
    }

    private static List<Integer> firstBytes(NameList list, int index) {
        List<Integer> bytes = new ArrayList<>();
        for (int i = 0; i < Math.min(3, list.length(index)); i++) {
            bytes.add(list.byteAt(index, i));
        }
        return bytes;
    }
}
