package io.vmshare.cli.live;

import io.vmshare.cli.host.NativeText;
import io.vmshare.cli.show.Printable;
import io.vmshare.transfer.Download;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Renders downloads under way for a terminal, one a line. Pure. */
final class LiveText {

    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

    /** With fewer columns the address and the time are left out, then the rate. */
    private static final int WITH_CLIENT = 60;

    private static final int WITH_RATE = 32;

    private static final int PERCENT_WIDTH = 4;
    private static final int DONE_WIDTH = 7; // of what has no length
    private static final int RATE_WIDTH = 10;
    private static final int LEFT_WIDTH = 9;
    private static final int MAX_CLIENT_WIDTH = 24;

    private LiveText() {}

    /**
     * Returns at most {@code lines} lines, none of which takes as many as {@code columns} columns; if there are more rows,
     * the last line says how many.
     */
    static List<String> render(List<Row> rows, int lines, int columns, Charset charset) {
        int shown = rows.size() <= lines ? rows.size() : Math.max(0, lines - 1);
        int clientWidth = 0;
        for (Row row : rows.subList(0, shown)) {
            clientWidth = Math.max(
                    clientWidth, Math.min(MAX_CLIENT_WIDTH, row.client().length()));
        }
        List<String> text = new ArrayList<>();
        for (Row row : rows.subList(0, shown)) {
            text.add(DisplayWidth.cut(line(row, clientWidth, columns, charset), columns - 1, ellipsis(charset)));
        }
        if (shown < rows.size() && lines > 0) {
            String more = shown == 0 ? rows.size() + " downloads" : "and " + (rows.size() - shown) + " more";
            text.add(DisplayWidth.cut("  " + more, columns - 1, ""));
        }
        return text;
    }

    private static String line(Row row, int clientWidth, int columns, Charset charset) {
        StringBuilder line = new StringBuilder();
        padded(line, done(row), columns < WITH_RATE ? PERCENT_WIDTH : DONE_WIDTH);
        if (columns >= WITH_RATE) {
            padded(line.append("  "), row.isStalled() ? "stalled" : size(row.rate()) + "/s", RATE_WIDTH);
        }
        if (columns >= WITH_CLIENT) {
            padded(line.append("  "), left(row.secondsLeft()), LEFT_WIDTH);
            line.append("  ").append(row.client());
            line.append(" ".repeat(Math.max(0, clientWidth - row.client().length())));
        }
        return line.append("  ").append(name(row.target(), charset)).toString();
    }

    private static String done(Row row) {
        if (row.goal() == Download.UNKNOWN) {
            return size(row.done());
        }
        return (row.goal() == 0 ? 100 : (long) (100.0 * row.done() / row.goal())) + "%";
    }

    /** Returns a time as {@code 0:07 left}, or nothing if it is not known. */
    static String left(long seconds) {
        if (seconds < 0) {
            return "";
        }
        if (seconds >= 24 * 3600) {
            return seconds / (24 * 3600) + "d left";
        }
        String minutes = Long.toString(seconds / 60 % 60);
        String text = twoDigits(seconds % 60);
        return (seconds < 3600 ? minutes + ":" : seconds / 3600 + ":" + twoDigits(seconds / 60 % 60) + ":") + text
                + " left";
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** Returns a number of bytes with three digits at least: {@code 1.23 GB}, {@code 12.3 MB}, {@code 123 KB}. */
    static String size(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        int digits = value < 9.995 ? 100 : value < 99.95 ? 10 : 1;
        long scaled = Math.round(value * digits);
        String whole = Long.toString(scaled / digits);
        String rest = Long.toString(scaled % digits + digits).substring(1);
        return whole + (rest.isEmpty() ? "" : "." + rest) + " " + UNITS[unit];
    }

    private static void padded(StringBuilder line, String text, int width) {
        line.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
    }

    /** Returns the last name of a target as it is shown; of an archive with the query that asks for it. */
    static String name(String target, Charset charset) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question);
        int slash = path.lastIndexOf('/', Math.max(0, path.length() - 2));
        String name = path.substring(slash + 1);
        String text = NativeText.decode(NativeText.percentDecode(name.isEmpty() ? path : name));
        return Printable.of(text + (query.contains("archive=") ? query : ""), charset);
    }

    private static String ellipsis(Charset charset) {
        return charset.newEncoder().canEncode('\u2026') ? "\u2026" : "...";
    }
}
