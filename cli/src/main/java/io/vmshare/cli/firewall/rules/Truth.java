package io.vmshare.cli.firewall.rules;

/** Whether something is so, as far as can be said: Kleene's logic of three values. */
public enum Truth {
    YES,
    NO,
    MAYBE;

    static Truth of(boolean value) {
        return value ? YES : NO;
    }

    Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : MAYBE;
    }

    Truth or(Truth other) {
        return not().and(other.not()).not();
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case MAYBE -> MAYBE;
        };
    }
}
