package io.vmshare.listing.format;

import io.vmshare.http.AcceptList;
import java.util.List;
import java.util.Optional;

/** What a listing can be asked for as. */
public enum FormatName {
    /** The page for people: what a client gets whose {@code Accept} names HTML. */
    PAGE("", "text/html"),
    /** The plain listing: what a client gets that takes anything. */
    HTML("html", ""),
    /** One JSON object. */
    JSON("json", "application/json"),
    /** A JSON object a line. */
    NDJSON("ndjson", "application/x-ndjson"),
    /** A path a line. */
    TEXT("text", "text/plain"),
    /** What Python's server would say. */
    PYTHON("python", "");

    private static final String HTML_TYPE = "text/html";

    /** The first wins where a client has no preference. */
    private static final List<String> OFFERED = List.of(HTML_TYPE, JSON.accepted, NDJSON.accepted, TEXT.accepted);

    private final String value;
    private final String accepted;

    FormatName(String value, String accepted) {
        this.value = value;
        this.accepted = accepted;
    }

    /** Returns the one that a query calls {@code value}. */
    public static Optional<FormatName> of(String value) {
        for (FormatName name : values()) {
            if (!name.value.isEmpty() && name.value.equals(value)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns what {@code accept} prefers; {@link #HTML} if it wants none of these, rather than nothing. Whoever names HTML gets
     * the page, unless another format is named and wanted more: that anything would do is no wish for JSON.
     */
    public static FormatName acceptedBy(AcceptList accept) {
        boolean page = accept.names(HTML_TYPE);
        List<String> offered = page ? OFFERED.stream().filter(accept::names).toList() : OFFERED;
        Optional<String> best = accept.best(offered);
        if (best.isPresent() && (page || !best.get().equals(HTML_TYPE))) {
            for (FormatName name : values()) {
                if (name.accepted.equals(best.get())) {
                    return name;
                }
            }
        }
        return HTML;
    }
}
