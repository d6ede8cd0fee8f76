package io.vmshare;

import io.vmshare.http.Tokens;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The rules that option values must obey; each violation is an {@link IllegalArgumentException} that names the value. */
final class OptionRules {

    /** Fields that frame the message: the engine alone sets them (RFC 9112 §6, RFC 9110 §7.6.1). */
    private static final Set<String> FRAMING = Set.of(
            "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer", "te", "date");

    /** Longer ones cannot be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private OptionRules() {}

    static void checkPort(int value) {
        if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + value);
        }
    }

    static void checkGrace(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative: " + value);
        }
        checkLength("grace", value);
    }

    static void checkStallTimeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("stall timeout must be positive: " + value);
        }
        checkLength("stall timeout", value);
    }

    private static void checkLength(String option, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(option + " must be at most 100 years: " + value);
        }
    }

    static void checkMediaType(String extension, String type) {
        if (extension.isEmpty() || extension.indexOf('.') >= 0 || extension.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a file name extension: " + extension);
        }
        int slash = type.indexOf('/');
        int end = type.indexOf(';') < 0 ? type.length() : type.indexOf(';');
        boolean ok = slash > 0
                && slash < end
                && Tokens.isToken(type.substring(0, slash))
                && Tokens.isToken(type.substring(slash + 1, end).strip())
                && Tokens.isFieldValue(type);
        if (!ok) {
            throw new IllegalArgumentException("not a media type: " + type);
        }
    }

    static void checkHeader(String name, String value) {
        if (!Tokens.isToken(name)) {
            throw new IllegalArgumentException("not a field name: " + name);
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("field " + name + " frames the message and cannot be set");
        }
        if (!Tokens.isFieldValue(value)) {
            throw new IllegalArgumentException("not a value of field " + name + ": " + value);
        }
    }
}
