package io.vmshare.kept;

import io.vmshare.http.ConditionalFields;
import io.vmshare.http.RequestHead;
import io.vmshare.http.RequestLine;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.RequestPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as a kept file can be its answer: GET or HEAD of HTTP/1.1 without a query, and no field that asks for
 * what only the engine or a handler behind it does. Immutable.
 *
 * @param path the canonical raw path of a file, as {@link RequestPath#render} makes it
 * @param head whether the content is left out
 * @param coding whether content codings are accepted
 * @param range the {@code Range} field, null if there is none
 * @param conditions the conditional fields, null if there is none
 */
record KeptRequest(
        String path,
        boolean head,
        boolean coding,
        @Nullable String range,
        @Nullable ConditionalFields conditions) {

    private static final ConditionalFields NONE = new ConditionalFields(null, null, null, null, null);

    /** Returns what {@code head} asks for, or null if it is not of this kind. */
    static @Nullable KeptRequest of(RequestHead head) {
        RequestLine line = head.line();
        boolean isHead = line.method().equals("HEAD");
        if (!(isHead || line.method().equals("GET")) || !line.version().equals("HTTP/1.1")) {
            return null;
        }
        String path = pathOf(line.target());
        return path == null ? null : new Fields().read(head.fields(), path, isHead);
    }

    /** Returns the conditional fields, also if there is none. */
    ConditionalFields conditionsOrNone() {
        return conditions == null ? NONE : conditions;
    }

    /** Returns the canonical raw path that {@code target} names, or null if that is no file's. */
    static @Nullable String pathOf(String target) {
        if (isCanonical(target)) {
            return target;
        }
        if (!target.startsWith("/") || target.indexOf('?') >= 0) {
            return null;
        }
        try {
            RequestPath path = RequestPath.parse(target);
            return path.slash() || path.isRoot() ? null : path.render();
        } catch (RequestRefused e) {
            return null; // the engine's way says why
        }
    }

    /** Returns whether the path is what {@link RequestPath#render} would make of it, as far as that shows at a glance. */
    private static boolean isCanonical(String target) {
        char before = 0;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
            boolean mark = (c == '.' && before != '/') || c == '-' || c == '_' || c == '~';
            boolean slash = c == '/' && before != '/';
            if (i == 0 ? !slash : !(letter || mark || slash)) {
                return false;
            }
            before = c;
        }
        return before != 0 && before != '/';
    }

    /** The fields that matter. */
    private static final class Fields {

        private boolean coding;
        private boolean conditional;
        private @Nullable String range;
        private @Nullable String ifMatch;
        private @Nullable String ifNoneMatch;
        private @Nullable String ifModifiedSince;
        private @Nullable String ifUnmodifiedSince;
        private @Nullable String ifRange;

        @Nullable
        KeptRequest read(List<String> fields, String path, boolean head) {
            for (int i = 0; i < fields.size(); i += 2) {
                if (!take(fields.get(i), fields.get(i + 1))) {
                    return null;
                }
            }
            ConditionalFields conditions = conditional
                    ? new ConditionalFields(ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, ifRange)
                    : null;
            return new KeptRequest(path, head, coding, range, conditions);
        }

        /** Takes a field into account; returns false if it is one that is left to the engine. By length, since most do not matter. */
        private boolean take(String name, String value) {
            switch (name.length()) {
                case 5 -> {
                    if (name.equalsIgnoreCase("range")) {
                        range = joined(range, value);
                    }
                }
                case 6 -> {
                    return !name.equalsIgnoreCase("expect");
                }
                case 7 -> {
                    return !name.equalsIgnoreCase("upgrade");
                }
                case 8 -> {
                    if (name.equalsIgnoreCase("if-match")) {
                        ifMatch = condition(ifMatch, value);
                    } else if (name.equalsIgnoreCase("if-range")) {
                        ifRange = condition(ifRange, value);
                    }
                }
                case 10 -> {
                    return !name.equalsIgnoreCase("connection") || value.equalsIgnoreCase("keep-alive");
                }
                case 13 -> {
                    if (name.equalsIgnoreCase("if-none-match")) {
                        ifNoneMatch = condition(ifNoneMatch, value);
                    }
                }
                case 14 -> {
                    return !name.equalsIgnoreCase("content-length");
                }
                case 15 -> coding |= name.equalsIgnoreCase("accept-encoding");
                case 16 -> {
                    return !name.equalsIgnoreCase("want-repr-digest");
                }
                case 17 -> {
                    if (name.equalsIgnoreCase("if-modified-since")) {
                        ifModifiedSince = condition(ifModifiedSince, value);
                    }
                    return !name.equalsIgnoreCase("transfer-encoding");
                }
                case 19 -> {
                    if (name.equalsIgnoreCase("if-unmodified-since")) {
                        ifUnmodifiedSince = condition(ifUnmodifiedSince, value);
                    }
                }
                default -> {}
            }
            return true;
        }

        private String condition(@Nullable String before, String value) {
            conditional = true;
            return joined(before, value);
        }

        /** Several lines of a field are one list (RFC 9110 §5.3). */
        private static String joined(@Nullable String before, String value) {
            return before == null ? value : before + ", " + value;
        }
    }
}
