package io.vmshare.reach;

/**
 * The form of an interface's name: a fixed beginning and what may follow it. Immutable.
 *
 * @param beginning what the name begins with
 * @param rest what follows
 */
record InterfaceName(String beginning, Rest rest) {

    /** What may follow the beginning. */
    enum Rest {
        /** The beginning is the whole name. */
        NOTHING,
        /** At least one decimal digit and nothing else. */
        NUMBER,
        /** A number of at least 100: {@code bridge100} is a virtual one, {@code bridge0} is Thunderbolt's. */
        NUMBER_FROM_100,
        /** Twelve hexadecimal digits in lower case. */
        TWELVE_HEX,
        /** Anything, also nothing. */
        ANYTHING
    }

    static InterfaceName exactly(String name) {
        return new InterfaceName(name, Rest.NOTHING);
    }

    static InterfaceName numbered(String beginning) {
        return new InterfaceName(beginning, Rest.NUMBER);
    }

    static InterfaceName startingWith(String beginning) {
        return new InterfaceName(beginning, Rest.ANYTHING);
    }

    boolean matches(String name) {
        if (!name.startsWith(beginning)) {
            return false;
        }
        String tail = name.substring(beginning.length());
        return switch (rest) {
            case NOTHING -> tail.isEmpty();
            case NUMBER -> isMadeOf(tail, "0123456789");
            case NUMBER_FROM_100 -> isMadeOf(tail, "0123456789") && tail.length() >= 3 && tail.charAt(0) != '0';
            case TWELVE_HEX -> tail.length() == 12 && isMadeOf(tail, "0123456789abcdef");
            case ANYTHING -> true;
        };
    }

    private static boolean isMadeOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
