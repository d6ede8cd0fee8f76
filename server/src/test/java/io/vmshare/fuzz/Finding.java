package io.vmshare.fuzz;

import java.util.function.Supplier;

/** Something that a server got wrong. */
final class Finding extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * Creates one.
     *
     * @param kind what is wrong, in words that do not depend on the request
     * @param detail what was seen
     */
    Finding(String kind, String detail) {
        super(kind + ": " + detail, null, false, false);
        this.kind = kind;
    }

    /** Throws one if {@code wrong}. */
    static void when(boolean wrong, String kind, Supplier<String> detail) {
        if (wrong) {
            throw new Finding(kind, detail.get());
        }
    }

    String kind() {
        return kind;
    }
}
