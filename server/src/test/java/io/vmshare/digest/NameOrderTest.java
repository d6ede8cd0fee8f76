package io.vmshare.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameOrderTest {

    private static List<String> ordered(List<String> bytes) {
        NameList names = NameList.of(bytes.stream().map(Name::ofBytes).toList());
        return Arrays.stream(NameOrder.of(names))
                .mapToObj(index -> names.get(index).bytes())
                .toList();
    }

    @Test
    void of_names_areInTheOrderOfTheirBytes() {
        assertThat(ordered(List.of("b", "a", "B", "a.", "a/b", "", "\u00ff", "\u00c3", "~", "10", "2", "a")))
                .containsExactly("", "10", "2", "B", "a", "a", "a.", "a/b", "b", "~", "\u00c3", "\u00ff");
        assertThat(ordered(List.of())).isEmpty();
        assertThat(ordered(List.of("one"))).containsExactly("one");
    }

    @Test
    void of_randomNames_areThoseOfAnotherSort() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed * 7_919L);
            List<String> names = new ArrayList<>();
            for (int i = random.nextInt(70); i > 0; i--) {
                StringBuilder name = new StringBuilder("common");
                for (int j = random.nextInt(4); j > 0; j--) {
                    name.append((char) (random.nextInt(4) == 0 ? random.nextInt(256) : 'a' + random.nextInt(3)));
                }
                names.add(name.toString());
            }
            List<String> expected = new ArrayList<>(names);
            Collections.sort(expected);

            assertThat(ordered(names)).as("seed %s", seed).isEqualTo(expected);
        }
    }
}
