package io.vmshare.property;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Texts near a grammar: its own words in any order, and now and then any byte. */
final class Pieces {

    private final List<String> pieces;

    Pieces(String... pieces) {
        this.pieces = List.of(pieces);
    }

    /** Returns {@code most} pieces or fewer, in a row. */
    String next(Random random, int most) {
        return random.ints(random.nextInt(most + 1), 0, pieces.size() * 20)
                .mapToObj(i -> i < pieces.size() / 2
                        ? String.valueOf((char) random.nextInt(0x101))
                        : pieces.get(i % pieces.size()))
                .collect(Collectors.joining());
    }
}
