package io.vmshare.netboot.menu;

import io.vmshare.http.RequestRefused;
import io.vmshare.path.RequestTarget;
import io.vmshare.text.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words that a caller adds to the command line of every kernel in a menu, such as {@code append=console=ttyS0}. They
 * are made of what needs no quoting in any menu. Immutable.
 *
 * @param words in order; empty if the caller adds none
 */
record ExtraWords(List<String> words) {

    /** None. */
    static final ExtraWords NONE = new ExtraWords(List.of());

    private static final String KEY = "append";
    private static final int MOST_CHARACTERS = 1000; // a kernel takes a line of 2048 at most
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:/=,@+-]+");

    /** Copies the list. */
    ExtraWords {
        words = List.copyOf(words);
    }

    /**
     * Returns those that a query names: several in one value with blanks between, or in one value each.
     *
     * @throws RequestRefused with 400 if they have any other character, or are too many
     */
    static ExtraWords of(RequestTarget target) {
        List<String> words = new ArrayList<>();
        int characters = 0;
        for (String value : target.pairs().all(KEY)) {
            for (String word : value.split(" ", -1)) {
                characters += word.length() + 1;
                if (word.isEmpty()) {
                    continue;
                } else if (!WORD.matcher(word).matches() || characters > MOST_CHARACTERS) {
                    throw new RequestRefused(
                            400, "append takes letters, digits, blanks and _.:/=,@+- up to " + MOST_CHARACTERS);
                }
                words.add(word);
            }
        }
        return words.isEmpty() ? NONE : new ExtraWords(words);
    }

    /** Returns what asks for them again: empty, or with an ampersand in front. */
    String query() {
        return words.isEmpty() ? "" : "&" + KEY + "=" + PercentEncoding.encode(String.join(" ", words));
    }
}
