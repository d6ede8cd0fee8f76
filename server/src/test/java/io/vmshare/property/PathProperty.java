package io.vmshare.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.http.RequestRefused;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import io.vmshare.text.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 3986 §2.1 and §6.2.2: segments are decoded once, after the split, and none is a step. */
public final class PathProperty {

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private PathProperty() {}

    /** Fails if {@code parser} makes other segments of {@code raw} than are there, or segments that no file can have. */
    public static void check(Function<String, RequestPath> parser, String raw) {
        RequestPath path;
        try {
            path = parser.apply(raw);
        } catch (RequestRefused e) {
            assertThat(e.status()).as(raw).isIn(400, 404);
            assertThat(expected(raw)).as(raw).isEmpty();
            return;
        }
        List<String> segments = path.segments().stream().map(Name::bytes).toList();

        assertThat(segments)
                .as(raw)
                .allSatisfy(segment -> assertThat(segment)
                        .isNotEmpty()
                        .isNotIn(".", "..")
                        .doesNotContain("/")
                        .doesNotContain("\0"));
        assertThat(Optional.of(segments)).as(raw).isEqualTo(expected(raw));
        assertThat(RequestPath.parse(path.render())).as(raw).isEqualTo(path);
    }

    /** Fails if encoding and decoding are not the reverse of each other. */
    public static void checkEncoding(String text) {
        String bytes = text.chars().allMatch(c -> c <= 0xFF) ? text : "";
        assertThat(PercentEncoding.encode(bytes)).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
        assertThat(PercentEncoding.decode(PercentEncoding.encode(bytes))).isEqualTo(bytes);
        try {
            assertThat(Optional.of(PercentEncoding.decode(text))).isEqualTo(decoded(text));
        } catch (RequestRefused e) {
            assertThat(e.status()).isEqualTo(400);
            assertThat(decoded(text)).as(text).isEmpty();
        }
    }

    /** Returns the segments, or empty if the path is refused. The first character is the slash, whatever it is. */
    private static Optional<List<String>> expected(String raw) {
        List<String> segments = new ArrayList<>();
        for (String segment : raw.isEmpty() ? new String[0] : raw.substring(1).split("/", -1)) {
            String name = decoded(segment).orElse(null);
            if (name == null || name.equals("..") || name.contains("/") || name.contains("\0")) {
                return Optional.empty();
            }
            if (!name.isEmpty() && !name.equals(".")) {
                segments.add(name);
            }
        }
        return Optional.of(segments);
    }

    private static Optional<String> decoded(String text) {
        if (text.replaceAll(ENCODED.pattern(), "").contains("%") || text.chars().anyMatch(c -> c > 0xFF)) {
            return Optional.empty();
        }
        return Optional.of(ENCODED.matcher(text).replaceAll(PathProperty::character));
    }

    private static String character(MatchResult encoded) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(encoded.group(1), 16)));
    }
}
