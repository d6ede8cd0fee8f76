package io.vmshare.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one field. Pure. */
public final class FieldLines {

    private FieldLines() {}

    /** Returns the one value that {@code lines} are together (RFC 9110 §5.3); null without any. */
    public static @Nullable String joined(@Nullable List<String> lines) {
        return lines == null ? null : lines.size() == 1 ? lines.get(0) : String.join(", ", lines);
    }
}
