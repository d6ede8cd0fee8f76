package io.vmshare.fuzz;

import java.util.List;
import java.util.Locale;

/**
 * What a strict reader makes of one request among the bytes sent. Immutable.
 *
 * @param method the method; of a malformed head what stands in its place
 * @param target the request target, raw
 * @param version such as {@code HTTP/1.1}
 * @param fields the field lines in their order
 * @param fate what may be answered
 * @param then what may come after the answer
 * @param end the position after its last byte; of one that nothing may follow, the end of all
 */
record ReadRequest(String method, String target, String version, List<Field> fields, Fate fate, Then then, int end) {

    /** What may be answered. */
    enum Fate {
        /** What it asks for. */
        GOOD,
        /** What it asks for, or a refusal: readers may differ, and none of them is fooled. */
        DOUBTFUL,
        /** The same, or nothing: its body is malformed or never ends. */
        BROKEN_BODY,
        /** A refusal or nothing (RFC 9112 §2.2, §3, §5, §6.3). */
        MALFORMED
    }

    /** What may come after the answer. */
    enum Then {
        /** The answer to the next request. */
        NEXT,
        /** That, or the end of the connection: there was a body, which a server need not read. */
        NEXT_OR_END,
        /** The end of the connection. */
        END
    }

    /** One field line; the value without the white space around it. */
    record Field(String name, String value) {}

    /** Returns the values of the field called {@code name}, whatever the letter case. */
    List<String> values(String name) {
        return values(fields, name);
    }

    static List<String> values(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    boolean has(String name) {
        return !values(name).isEmpty();
    }

    /** Returns whether an element of the lists called {@code name} is {@code element}, whatever the letter case. */
    static boolean lists(List<Field> fields, String name, String element) {
        return values(fields, name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).equals(element));
    }
}
