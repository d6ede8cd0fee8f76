package io.vmshare.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes requests that are nearly right: a seed, changed in some places. The same state of {@link Random} gives the same
 * request. Immutable.
 */
final class RequestMutator {

    private static final int MAX_LENGTH = 60_000;
    private static final int MAX_CHANGES = 5;

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "00",
            "+1",
            "37",
            "255",
            "4095",
            "4096",
            "65536",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "99999999999999999999",
            "0x10",
            "1e3",
            "1.0");

    private static final List<String> BYTES = List.of(
            "\r", "\n", "\r\n", "\r\n\r\n", "\0", " ", "\t", ":", "/", "%", ".", ",", ";", "\"", "\u007f", "\u00e9");

    private final List<String> seeds;
    private final List<String> words;

    /**
     * Creates one.
     *
     * @param seeds what it starts from
     * @param words what it puts in the place of other words
     */
    RequestMutator(List<String> seeds, List<String> words) {
        this.seeds = List.copyOf(seeds);
        this.words = List.copyOf(words);
    }

    /** Returns a request. */
    String next(Random random) {
        String request = any(seeds, random);
        // One in six stays as it is, so that good ones come in between.
        for (int changes = random.nextInt(MAX_CHANGES + 1); changes > 0; changes--) {
            request = change(request, random);
        }
        return request.length() > MAX_LENGTH ? request.substring(0, MAX_LENGTH) : request;
    }

    private String change(String request, Random random) {
        if (request.isEmpty()) {
            return any(seeds, random);
        }
        int at = random.nextInt(request.length());
        int end = Math.min(request.length(), at + 1 + random.nextInt(random.nextInt(4) == 0 ? 64 : 4));
        return switch (random.nextInt(11)) {
            case 0 ->
                replace(request, at, at + 1, String.valueOf((char) (request.charAt(at) ^ 1 << random.nextInt(8))));
            case 1 -> replace(request, at, at + 1, any(BYTES, random));
            case 2 -> replace(request, at, at, any(BYTES, random));
            case 3 -> replace(request, at, end, "");
            case 4 -> replace(request, at, at, request.substring(at, end));
            case 5 -> splice(request.substring(0, at), any(seeds, random), random);
            case 6 -> swapRun(request, at, "0123456789", any(NUMBERS, random));
            case 7 -> swapWord(request, at, any(words, random));
            case 8 -> moveLine(request, random, true);
            case 9 -> moveLine(request, random, false);
            default -> request + any(seeds, random);
        };
    }

    private static String splice(String head, String other, Random random) {
        return head + other.substring(random.nextInt(other.length() + 1));
    }

    private static String replace(String text, int start, int end, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }

    private static String swapRun(String text, int from, String members, String by) {
        int start = from;
        while (start < text.length() && members.indexOf(text.charAt(start)) < 0) {
            start++;
        }
        int end = start;
        while (end < text.length() && members.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return replace(text, start, end, by);
    }

    /** A word ends at white space or a colon; so targets, names and values are words. */
    private static String swapWord(String text, int at, String by) {
        int start = at;
        while (start > 0 && !isBetweenWords(text.charAt(start - 1))) {
            start--;
        }
        int end = at;
        while (end < text.length() && !isBetweenWords(text.charAt(end))) {
            end++;
        }
        return replace(text, start, end, by);
    }

    private static boolean isBetweenWords(char c) {
        return c == ' ' || c == ':' || c == '\r' || c == '\n' || c == '\t';
    }

    private static String moveLine(String text, Random random, boolean copy) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        int from = random.nextInt(lines.size());
        String line = copy ? lines.get(from) : lines.remove(from);
        lines.add(random.nextInt(lines.size() + 1), line);
        return String.join("", lines);
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
