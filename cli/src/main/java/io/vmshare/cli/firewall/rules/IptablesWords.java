package io.vmshare.cli.firewall.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a rule as {@code iptables-save} writes it, taken apart into options with their values. */
final class IptablesWords {

    /** Options without a value. */
    private static final Set<String> BARE = Set.of(
            "--syn",
            "-f",
            "--log-uid",
            "--log-ip-options",
            "--log-tcp-options",
            "--log-tcp-sequence",
            "--log-macdecode");

    /** Options whose one value is any text, even one that looks like an option. */
    private static final Set<String> FREE = Set.of("--comment", "--log-prefix", "--nflog-prefix", "--string");

    private IptablesWords() {}

    /**
     * One option.
     *
     * @param negated whether there is an exclamation mark before it
     */
    record Option(String name, boolean negated, List<String> values) {

        Option {
            values = List.copyOf(values);
        }

        /** Returns the value, or nothing's text if there is none. */
        String value() {
            return values.isEmpty() ? "" : values.get(0);
        }
    }

    private record Word(String text, boolean quoted) {

        boolean isOption() {
            return !quoted && text.startsWith("-") && text.length() > 1 && !text.matches("-\\d.*");
        }

        boolean isNot() {
            return !quoted && text.equals("!");
        }
    }

    static List<Option> options(String line) {
        List<Word> words = words(line);
        List<Option> options = new ArrayList<>();
        boolean negated = false;
        int i = 0;
        while (i < words.size()) {
            Word word = words.get(i++);
            if (word.isNot()) {
                negated = true;
            } else {
                List<String> values = new ArrayList<>();
                boolean free = FREE.contains(word.text()) && i < words.size();
                if (free) {
                    values.add(words.get(i++).text());
                }
                while (!free && !BARE.contains(word.text()) && i < words.size() && !startsNext(words.get(i))) {
                    values.add(words.get(i++).text());
                }
                options.add(new Option(word.text(), negated, values));
                negated = false;
            }
        }
        return options;
    }

    private static boolean startsNext(Word word) {
        return word.isOption() || word.isNot();
    }

    /** Splits at blanks outside double quotes; within them a backslash stands before a quote or a backslash. */
    private static List<Word> words(String line) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean within = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (within && c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '"') {
                within = !within;
                quoted = true;
            } else if (c == ' ' && !within) {
                if (quoted || word.length() > 0) {
                    words.add(new Word(word.toString(), quoted));
                }
                word.setLength(0);
                quoted = false;
            } else {
                word.append(c);
            }
        }
        if (quoted || word.length() > 0) {
            words.add(new Word(word.toString(), quoted));
        }
        return words;
    }
}
