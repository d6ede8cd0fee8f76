package io.vmshare.listing;

import io.vmshare.listing.format.EntryWay;
import io.vmshare.listing.format.UtcTime;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.text.Html;
import java.util.List;

/**
 * The plain listing: small HTML without style or script, one entry a line, relative percent-encoded links to the entries
 * and the parent and no others, so that recursive clients mirror exactly the tree. Pure.
 */
final class HtmlListing {

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
        renderEntry(out, EntryWay.NONE, name, facts);
    }

    /** Appends one entry that lies at {@code way} below the directory. */
    static void renderEntry(StringBuilder out, EntryWay way, Name name, EntryFacts facts) {
        String slash = facts.directory() ? "/" : "";
        out.append("<tr><td><a href=\"")
                .append(way.link())
                .append(name.encoded())
                .append(slash)
                .append("\">");
        if (!way.text().isEmpty()) {
            out.append(Html.escape(Html.visible(way.text())));
        }
        out.append(Html.escape(Html.visible(name.text()))).append(slash).append("</a></td><td align=\"right\">");
        if (!facts.directory()) {
            if (facts.size() < 0) {
                out.append('?');
            } else {
                out.append(facts.size());
            }
        }
        out.append("</td><td>");
        UtcTime.appendMinutes(out, facts.modified());
        out.append("</td></tr>\n");
    }

    /** Renders what comes after the entries. */
    static String renderTail() {
        return renderTail("");
    }

    /** Renders what comes after the entries, with a line of {@code note} if that is not empty. */
    static String renderTail(String note) {
        return "</table>\n" + (note.isEmpty() ? "" : "<p>" + Html.escape(note) + "</p>\n") + "</body>\n</html>\n";
    }
}
