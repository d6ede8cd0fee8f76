package io.vmshare.cli.firewall.rules;

import java.util.List;
import java.util.function.Function;

/** A condition of a rule. Pure. */
@FunctionalInterface
interface Match {

    /** Holds for every packet. */
    Match ALWAYS = packet -> Truth.YES;

    /** Holds for no packet that asks for a TCP connection. */
    Match NEVER = packet -> Truth.NO;

    /** A condition that cannot be told beforehand, or that we do not understand. */
    Match UNKNOWN = packet -> Truth.MAYBE;

    Truth of(Packet packet);

    /** Returns a condition on whether something is so. */
    static Match when(boolean value) {
        return value ? ALWAYS : NEVER;
    }

    /** Returns whether one of the conditions made of {@code values} holds. */
    static <T> Match any(List<T> values, Function<T, Match> condition) {
        Match any = NEVER;
        for (T value : values) {
            any = any.or(condition.apply(value));
        }
        return any;
    }

    default Match and(Match other) {
        return packet -> of(packet).and(other.of(packet));
    }

    default Match or(Match other) {
        return packet -> of(packet).or(other.of(packet));
    }

    default Match negated() {
        return packet -> of(packet).not();
    }
}
