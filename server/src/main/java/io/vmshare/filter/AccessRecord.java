package io.vmshare.filter;

import com.grack.nanojson.JsonWriter;
import io.vmshare.http.RequestLine;
import io.vmshare.text.LogText;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
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
        OffsetDateTime time,
        RequestLine line,
        int status,
        long bytes,
        Duration duration,
        @Nullable String referer,
        @Nullable String userAgent) {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** Returns the line for {@code record}, without its end; what clients sent is escaped. Pure. */
    static String render(AccessRecord record, AccessLogOptions.Format format) {
        return switch (format) {
            case COMMON -> record.common();
            case COMBINED -> record.common() + " " + quoted(record.referer) + " " + quoted(record.userAgent);
            case JSON -> record.json();
        };
    }

    private String common() {
        return client + " - - [" + commonTime() + "] " + quoted(line.render()) + " " + status + " "
                + (bytes == 0 ? "-" : bytes);
    }

    /** {@code dd/MMM/yyyy:HH:mm:ss Z}: a formatter with names of months loads all locales of the JDK, a megabyte. */
    private String commonTime() {
        int month = 3 * (time.getMonthValue() - 1);
        int offset = time.getOffset().getTotalSeconds() / 60;
        StringBuilder out = new StringBuilder(26);
        digits(out, time.getDayOfMonth())
                .append('/')
                .append(MONTHS, month, month + 3)
                .append('/');
        digits(out.append(time.getYear()).append(':'), time.getHour());
        digits(out.append(':'), time.getMinute());
        digits(out.append(':'), time.getSecond());
        digits(out.append(offset < 0 ? " -" : " +"), Math.abs(offset) / 60);
        return digits(out, Math.abs(offset) % 60).toString();
    }

    private static StringBuilder digits(StringBuilder out, int two) {
        return out.append((char) ('0' + two / 10)).append((char) ('0' + two % 10));
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
