package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NameOrderTest {

    @Test
    void get_anyNames_areInTheOrderOfTheirBytes() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Name> names = new ArrayList<>();
            TreeSet<String> expected = new TreeSet<>();
            for (int i = random.nextInt(50); i > 0; i--) {
                StringBuilder name = new StringBuilder();
                for (int length = 1 + random.nextInt(4); length > 0; length--) {
                    name.append("ab\u00FF\u0080".charAt(random.nextInt(4)));
                }
                if (expected.add(name.toString())) {
                    names.add(Name.ofBytes(name.toString()));
                }
            }
            NameOrder order = new NameOrder(NameList.of(names));
            List<String> sorted = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                sorted.add(order.get(i).bytes());
                assertThat(order.contains(order.get(i))).isTrue();
            }

            assertThat(sorted).as("seed %d", seed).containsExactlyElementsOf(expected);
            assertThat(order.contains(Name.ofBytes("abcde"))).isFalse();
            assertThat(order.contains(Name.ofBytes("\u0001"))).isFalse();
        }
    }

    @Test
    void get_equalAndForeignNames_areInTheOrderOfTheirBytes() {
        assertThat(ordered("b", "a", "B", "a.", "a/b", "", "\u00ff", "\u00c3", "~", "10", "2", "a"))
                .containsExactly("", "10", "2", "B", "a", "a", "a.", "a/b", "b", "~", "\u00c3", "\u00ff");
        assertThat(ordered()).isEmpty();
        assertThat(ordered("one")).containsExactly("one");
    }

    private static List<String> ordered(String... bytes) {
        NameOrder order = new NameOrder(
                NameList.of(Arrays.stream(bytes).map(Name::ofBytes).toList()));
        List<String> sorted = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            sorted.add(order.get(i).bytes());
        }
        return sorted;
    }
}
