package io.vmshare.listing;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.text.Html;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plain listing: small HTML without style or script, one entry a line, relative percent-encoded links to the entries
 * and the parent and no others, so that recursive clients mirror exactly the tree. Pure.
 */
final class HtmlListing {

    private static final FileTime EARLIEST = FileTime.from(Instant.parse("0000-01-01T00:00:00Z"));
    private static final FileTime LATEST = FileTime.from(Instant.parse("9999-12-31T23:59:59.999999999Z"));

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
            out.append(facts.size() < 0 ? "?" : Long.toString(facts.size()));
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
        if (modified == null || modified.compareTo(EARLIEST) < 0 || modified.compareTo(LATEST) > 0) {
            out.append('?');
            return;
        }
        LocalDateTime time = LocalDateTime.ofInstant(modified.toInstant(), ZoneOffset.UTC);
        twoDigits(out, time.getYear() / 100);
        twoDigits(out, time.getYear() % 100);
        twoDigits(out.append('-'), time.getMonthValue());
        twoDigits(out.append('-'), time.getDayOfMonth());
        twoDigits(out.append(' '), time.getHour());
        twoDigits(out.append(':'), time.getMinute());
    }

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
