package io.vmshare.listing.page;

import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.listing.Sorting;
import io.vmshare.path.Name;
import io.vmshare.text.Html;
import java.util.List;
import java.util.Locale;

/**
 * What comes before the rows.
 *
 * @param place where the caller reached the share: host, port and prefix
 * @param path the names of the directory from the root down
 * @param sorting the order of the rows
 * @param images whether images can be entered, as directories can
 * @param selects whether anything can be done with some of the entries, so that they can be selected
 * @param search what of the page comes from below
 */
record PageHead(String place, List<Name> path, Sorting sorting, boolean images, boolean selects, PageSearch search) {

    void render(StringBuilder out) {
        out.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>""");
        title(out);
        out.append("</title>\n<style>").append(PageAssets.STYLE).append("</style>\n</head>\n<body>\n");
        out.append(PageAssets.SPRITE).append("<header>\n");
        crumbs(out);
        out.append("</header>\n<main>\n");
        forms(out);
        search.render(out);
        out.append("<form id=\"listing\" method=\"get\">\n<table")
                .append(images ? " data-images" : "")
                .append(selects ? " data-selects" : "")
                .append(">\n<thead>\n<tr>")
                .append(selects ? "<th scope=\"col\"><span class=\"hide\">Select</span></th>" : "<td></td>");
        column(out, "Name", SortKey.NAME);
        column(out, "Size", SortKey.SIZE);
        column(out, "Modified (UTC)", SortKey.TIME);
        out.append("</tr>\n</thead>\n");
    }

    /** Forms that the buttons of the columns name, which are not to send the selected entries. */
    private void forms(StringBuilder out) {
        for (String order : List.of("asc", "desc")) {
            out.append("<form id=\"").append(order).append("\" method=\"get\">");
            search.hidden(out);
            out.append("<input type=\"hidden\" name=\"order\" value=\"")
                    .append(order)
                    .append("\"></form>\n");
        }
    }

    private void title(StringBuilder out) {
        out.append(search.searched() ? search.shown() + " in /" : "/");
        for (Name name : path) {
            out.append(shown(name)).append('/');
        }
        out.append(" on ").append(Html.escape(place));
    }

    private void crumbs(StringBuilder out) {
        if (path.isEmpty()) {
            out.append("<h1>").append(Html.escape(place)).append("</h1>\n");
            return;
        }
        out.append("<nav aria-label=\"Path\">");
        for (int i = 0; i < path.size(); i++) {
            String text = i == 0 ? Html.escape(place) : shown(path.get(i - 1));
            out.append("<a href=\"")
                    .append("../".repeat(path.size() - i))
                    .append("\"><bdi>")
                    .append(text)
                    .append("</bdi></a> / ");
        }
        out.append("</nav>\n<h1><bdi>").append(shown(path.get(path.size() - 1))).append("</bdi></h1>\n");
    }

    /** The first press sorts names from the first, sizes from the largest and times from the latest; the next turns it. */
    private void column(StringBuilder out, String label, SortKey key) {
        boolean current = sorting.key() == key;
        boolean descendingNext = current ? !sorting.descending() : key != SortKey.NAME;
        out.append("<th scope=\"col\"");
        if (current) {
            out.append(" aria-sort=\"")
                    .append(sorting.descending() ? "descending" : "ascending")
                    .append('"');
        }
        out.append("><button form=\"")
                .append(descendingNext ? "desc" : "asc")
                .append("\" name=\"sort\" value=\"")
                .append(key.name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(label)
                .append("</button></th>");
    }

    private static String shown(Name name) {
        return Html.escape(Html.visible(name.text()));
    }
}
