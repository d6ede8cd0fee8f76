package io.vmshare.listing;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.text.Html;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The plain listing: small HTML without style or script, one entry a line, relative percent-encoded links to the entries
 * and the parent and no others, so that recursive clients mirror exactly the tree. Pure.
 */
final class HtmlListing {

    private static final int SECONDS_PER_DAY = 24 * 60 * 60;
    private static final long EARLIEST = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_PER_DAY;
    private static final long LATEST = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_PER_DAY - 1;

    private HtmlListing() {}

    /** Renders what comes before the entries of the directory that {@code names} lead to. */
    static String renderHead(List<Name> names) {
        StringBuilder title = new StringBuilder("/");
        for (Name name : names) {
            title.append(Html.escape(Html.visible(name.text()))).append('/');
        }
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>" + title + "</title>\n</head>\n<body>\n<h1>" + title + "</h1>\n<table>\n"
                + "<tr><th align=\"left\">Name</th><th align=\"right\">Size</th><th align=\"left\">Modified (UTC)</th></tr>\n"
                + (names.isEmpty() ? "" : "<tr><td><a href=\"../\">../</a></td><td></td><td></td></tr>\n");
    }

    /** Appends one entry to {@code out}. */
    static void renderEntry(StringBuilder out, Name name, EntryFacts facts) {
        String slash = facts.directory() ? "/" : "";
        out.append("<tr><td><a href=\"")
                .append(name.encoded())
                .append(slash)
                .append("\">")
                .append(Html.escape(Html.visible(name.text())))
                .append(slash)
                .append("</a></td><td align=\"right\">");
        if (!facts.directory()) {
            if (facts.size() < 0) {
                out.append('?');
            } else {
                out.append(facts.size());
            }
        }
        out.append("</td><td>");
        renderTime(out, facts.modified());
        out.append("</td></tr>\n");
    }

    /** Renders what comes after the entries. */
    static String renderTail() {
        return "</table>\n</body>\n</html>\n";
    }

    /** Appends minutes, such as {@code 2026-11-23 06:33}; a file may claim to be of a year that has no four digits. */
    private static void renderTime(StringBuilder out, @Nullable FileTime modified) {
        long seconds = modified == null ? Long.MAX_VALUE : secondsOf(modified);
        if (seconds < EARLIEST || seconds > LATEST) {
            out.append('?');
            return;
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int minute = Math.floorMod(seconds, SECONDS_PER_DAY) / 60;
        twoDigits(out, date.getYear() / 100);
        twoDigits(out, date.getYear() % 100);
        twoDigits(out.append('-'), date.getMonthValue());
        twoDigits(out.append('-'), date.getDayOfMonth());
        twoDigits(out.append(' '), minute / 60);
        twoDigits(out.append(':'), minute % 60);
    }

    /** Conversion to a unit is cheap, and rounds towards zero: before 1970 only an instant will do. */
    private static long secondsOf(FileTime time) {
        long seconds = time.to(TimeUnit.SECONDS);
        return seconds > 0 ? seconds : time.toInstant().getEpochSecond();
    }

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
