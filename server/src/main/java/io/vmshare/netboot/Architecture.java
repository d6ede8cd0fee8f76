package io.vmshare.netboot;

import java.util.List;
import java.util.Locale;

/** The processor that something is made for. */
public enum Architecture {
    /** 64-bit PC: x86_64, amd64. */
    X86_64("x86_64", "amd64", "x86-64"),
    /** 64-bit Arm: aarch64, arm64. */
    AARCH64("aarch64", "arm64"),
    /** 32-bit PC: i386 to i686. */
    I386("i386", "i486", "i586", "i686"),
    /** Any other, or none is told. */
    UNKNOWN("unknown");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of strings
    private final List<String> spellings;

    Architecture(String id, String... others) {
        this.id = id;
        this.spellings = List.of(others);
    }

    /** Returns the name in JSON and in menus. */
    public String id() {
        return id;
    }

    /** Returns the one that a text names, in any letter case; unknown if it names none, or several. */
    public static Architecture in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Architecture found = UNKNOWN;
        for (Architecture one : values()) {
            if (one != UNKNOWN && one.isIn(lower)) {
                if (found != UNKNOWN) {
                    return UNKNOWN;
                }
                found = one;
            }
        }
        return found;
    }

    private boolean isIn(String lower) {
        return lower.contains(id) || spellings.stream().anyMatch(lower::contains);
    }
}
