package io.vmshare.listing.page;

import io.vmshare.http.QueryString;
import io.vmshare.path.Name;
import io.vmshare.text.Html;

/**
 * What of a page comes from below its directory. Pure.
 *
 * @param offered whether the page offers to search
 * @param find what was searched for, as text; empty if nothing was
 * @param depth how many levels were asked for, in digits; empty if that was not said
 */
record PageSearch(boolean offered, String find, String depth) {

    /** Returns what {@code query} says, which has been checked. */
    static PageSearch of(QueryString query, boolean offered) {
        String find =
                query.first("find").map(bytes -> Name.ofBytes(bytes).text()).orElse("");
        return new PageSearch(offered, find, query.first("depth").orElse(""));
    }

    boolean searched() {
        return !find.isEmpty();
    }

    /** Returns the pattern as it can be shown. */
    String shown() {
        return Html.escape(Html.visible(find));
    }

    /** Appends what a form sends so that the next page comes from below, too. */
    void hidden(StringBuilder out) {
        if (searched()) {
            out.append("<input type=\"hidden\" name=\"find\" value=\"")
                    .append(shown())
                    .append("\">");
        }
        if (!depth.isEmpty()) {
            out.append("<input type=\"hidden\" name=\"depth\" value=\"")
                    .append(Html.escape(depth))
                    .append("\">");
        }
    }

    /** Appends the field that searches, and, if something was searched for, what that was. */
    void render(StringBuilder out) {
        out.append("<form class=\"tools\" method=\"get\" role=\"search\"")
                .append(offered ? ">" : " hidden>")
                .append("\n<label class=\"hide\" for=\"find\">Names to find</label><span class=\"find\">")
                .append("<input id=\"find\" type=\"search\"")
                .append(offered ? " name=\"find\" required" : "")
                .append(
                        " maxlength=\"255\" placeholder=\"Find, such as *.iso\" autocomplete=\"off\" spellcheck=\"false\" value=\"")
                .append(shown())
                .append("\"></span>")
                .append(offered ? "<button>Search below</button>" : "")
                .append("\n</form>\n");
        if (searched()) {
            out.append("<form id=\"all\" method=\"get\"></form>\n<p class=\"note\">What matches <b><bdi>")
                    .append(shown())
                    .append("</bdi></b>, here and below. <button form=\"all\">Show all that is here</button></p>\n");
        }
    }
}
