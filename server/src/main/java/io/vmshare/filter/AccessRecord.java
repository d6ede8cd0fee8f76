package io.vmshare.filter;

import com.grack.nanojson.JsonWriter;
import io.vmshare.http.RequestLine;
import io.vmshare.text.LogText;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the access log says of one exchange.
 *
 * @param client the peer's address; through user networking that is this machine's loopback
 * @param time when it ended
 * @param line the request line; that of a refused head as it came
 * @param bytes how many bytes of content were written
 * @param duration from the request's head to the last byte written
 */
record AccessRecord(
        String client,
        ZonedDateTime time,
        RequestLine line,
        int status,
        long bytes,
        Duration duration,
        @Nullable String referer,
        @Nullable String userAgent) {

    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    /** Returns the line for {@code record}, without its end; what clients sent is escaped. Pure. */
    static String render(AccessRecord record, AccessLogOptions.Format format) {
        return switch (format) {
            case COMMON -> record.common();
            case COMBINED -> record.common() + " " + quoted(record.referer) + " " + quoted(record.userAgent);
            case JSON -> record.json();
        };
    }

    private String common() {
        return client + " - - [" + CLF.format(time) + "] " + quoted(line.render()) + " " + status + " "
                + (bytes == 0 ? "-" : bytes);
    }

    private String json() {
        return JsonWriter.string()
                .object()
                .value("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time))
                .value("client", client)
                .value("method", line.method())
                .value("target", line.target())
                .value("protocol", line.version())
                .value("status", status)
                .value("bytes", bytes)
                .value("seconds", duration.toNanos() / 1e9)
                .value("referer", referer)
                .value("user_agent", userAgent)
                .end()
                .done()
                .replace("\u007F", "\\u007f"); // the one control character that JSON lets stand
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "\"-\"" : "\"" + LogText.escape(text) + "\"";
    }
}
