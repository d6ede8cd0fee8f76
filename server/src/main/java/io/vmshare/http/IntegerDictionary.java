package io.vmshare.http;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The members of a Dictionary that are Integers (RFC 9651 §3.2), whatever its others are; parameters mean nothing here. What
 * is no Dictionary is ignored whole (§4.2).
 */
final class IntegerDictionary {

    private static final int MOST_INTEGER_DIGITS = 15;
    private static final int MOST_DECIMAL_DIGITS = 12;
    private static final int MOST_FRACTION_DIGITS = 3;

    /** That the text is not of the grammar. It has no stack, since anybody may send such. */
    private static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("not a Dictionary", null, false, false);
        }
    }

    private final String text;
    private int at;

    private IntegerDictionary(String text) {
        this.text = text;
    }

    /** Returns the Integers of {@code field} by key; of several members with one key the last counts. */
    static Map<String, Long> parse(String field) {
        try {
            return new IntegerDictionary(field).members();
        } catch (Malformed e) {
            return Map.of();
        }
    }

    private Map<String, Long> members() throws Malformed {
        Map<String, Long> integers = new HashMap<>();
        skip(" ");
        while (at < text.length()) {
            String key = key();
            OptionalLong integer = take('=') ? value() : OptionalLong.empty();
            parameters();
            integers.remove(key);
            integer.ifPresent(number -> integers.put(key, number));
            skip(" \t");
            if (at < text.length()) {
                require(take(','));
                skip(" \t");
                require(at < text.length()); // no comma at the end
            }
        }
        return integers;
    }

    private String key() throws Malformed {
        int start = at;
        require(isLower(next()) || next() == '*');
        while (isLower(next()) || isDigit(next()) || "_-.*".indexOf(next()) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void parameters() throws Malformed {
        while (take(';')) {
            skip(" ");
            key();
            if (take('=')) {
                item();
            }
        }
    }

    /** Reads what stands behind the equals sign of a member, but for its parameters. */
    private OptionalLong value() throws Malformed {
        if (!take('(')) {
            return item();
        }
        skip(" ");
        while (!take(')')) {
            item();
            parameters();
            require(next() == ' ' || next() == ')');
            skip(" ");
        }
        return OptionalLong.empty();
    }

    /** Reads a Bare Item; returns its value if it is an Integer. */
    private OptionalLong item() throws Malformed {
        char first = next();
        if (first == '-' || isDigit(first)) {
            return number();
        }
        if (first == '*' || isLetter(first)) {
            token();
            return OptionalLong.empty();
        }
        at++;
        switch (first) {
            case '"' -> string();
            case ':' -> bytes();
            case '?' -> require(take('0') || take('1'));
            case '@' -> require(number().isPresent());
            case '%' -> displayString();
            default -> throw new Malformed();
        }
        return OptionalLong.empty();
    }

    private OptionalLong number() throws Malformed {
        boolean negative = take('-');
        int start = at;
        int digits = digits();
        require(digits > 0);
        if (take('.')) {
            int fraction = digits();
            require(digits <= MOST_DECIMAL_DIGITS && fraction > 0 && fraction <= MOST_FRACTION_DIGITS);
            return OptionalLong.empty();
        }
        require(digits <= MOST_INTEGER_DIGITS);
        long value = Long.parseLong(text.substring(start, at));
        return OptionalLong.of(negative ? -value : value);
    }

    private int digits() {
        int start = at;
        while (isDigit(next())) {
            at++;
        }
        return at - start;
    }

    private void token() {
        at++;
        while (Tokens.isTokenChar(next()) || next() == ':' || next() == '/') {
            at++;
        }
    }

    private void string() throws Malformed {
        while (!take('"')) {
            require(next() >= ' ' && next() <= '~');
            if (take('\\')) {
                require(next() == '"' || next() == '\\');
            }
            at++;
        }
    }

    private void bytes() throws Malformed {
        while (!take(':')) {
            require(isLetter(next()) || isDigit(next()) || "+/=".indexOf(next()) >= 0);
            at++;
        }
    }

    /** Whether what it encodes is UTF-8 is not asked: nothing is made of it. */
    private void displayString() throws Malformed {
        require(take('"'));
        while (!take('"')) {
            require(next() >= ' ' && next() <= '~');
            if (take('%')) {
                require(isLowerHex(next()));
                at++;
                require(isLowerHex(next()));
            }
            at++;
        }
    }

    /** Returns the next character; NUL, which none of the grammar is, at the end. */
    private char next() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static void require(boolean condition) throws Malformed {
        if (!condition) {
            throw new Malformed();
        }
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isLetter(char c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLowerHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }
}
