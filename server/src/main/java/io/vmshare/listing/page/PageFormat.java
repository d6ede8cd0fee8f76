package io.vmshare.listing.page;

import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.Sorting;
import io.vmshare.listing.format.UtcTime;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.text.Html;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one directory: a table that is whole without script and style, and both of them. There is no {@code src} and no
 * {@code href} in it but those of the entries and of the directories above; whatever has a query is a button of a form, so that
 * clients which follow links get the tree and nothing else.
 */
final class PageFormat implements ListingFormat {

    /** So many rows are one body of the table, which a browser lays out only when it comes into view; the style knows. */
    private static final int ROWS_OF_A_BODY = 250;

    /**
     * Up to so many entries directories come first, and the boxes have names for those who do not see them. In a larger
     * directory the first row shall not wait for a look at each entry, and rows are as short as can be: the script names them.
     */
    private static final int FEW = 10_000;

    private final PageHead head;
    private final List<PageAction> actions;
    private final ReadmeSource readmes;
    private final PageTotals totals = new PageTotals();
    private boolean few;
    private String wayLink = "";
    private String wayShown = "";
    private String note = "";

    PageFormat(PageHead head, List<PageAction> actions, ReadmeSource readmes) {
        this.head = head;
        this.actions = actions;
        this.readmes = readmes;
    }

    @Override
    public String mediaType() {
        return "text/html; charset=utf-8";
    }

    @Override
    public String contentSecurityPolicy() {
        return PageAssets.POLICY;
    }

    @Override
    public int[] order(LocatedDirectory directory, NameList names, Sorting sorting) {
        int[] order = sorting.order(directory, names);
        few = order.length <= FEW;
        return few ? DirectoriesFirst.of(directory, names, order) : order;
    }

    @Override
    public void begin(StringBuilder out) {
        head.render(out);
    }

    @Override
    public void enter(List<Name> way) {
        StringBuilder link = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        for (Name name : way) {
            link.append(name.encoded()).append('/');
            shown.append("<bdi>").append(Html.escape(Html.visible(name.text()))).append("</bdi>/");
        }
        wayLink = link.toString();
        wayShown = shown.toString();
    }

    @Override
    public void incomplete(StringBuilder out, String why) {
        note = "Not complete: " + why;
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        if (totals.entries() % ROWS_OF_A_BODY == 0) {
            out.append("<tbody>\n");
        }
        totals.add(facts);
        if (wayLink.isEmpty()) {
            readmes.see(name, facts);
        }
        String text = name.text();
        String visible = Html.visible(text);
        String shown = Html.escape(visible);
        String slash = facts.directory() ? "/" : "";
        String kind = facts.directory() ? "d" : EntryKind.of(name.bytes());
        out.append(kind.isEmpty() ? "<tr><td>" : "<tr class=" + kind + "><td>");
        boolean sent = visible.equals(text) && text.indexOf('\uFFFD') < 0; // a form changes others
        if (head.selects() && wayLink.isEmpty() && sent) {
            out.append("<input type=checkbox name=entry value=\"").append(shown).append('"');
            out.append(few ? " aria-label=\"" + shown + "\">" : ">");
        }
        out.append("<td><a href=\"").append(wayLink).append(name.encoded()).append(slash);
        out.append("\">")
                .append(wayShown)
                .append("<bdi>")
                .append(shown)
                .append("</bdi>")
                .append(slash)
                .append("</a><td>");
        if (!facts.directory()) {
            out.append(facts.size() < 0 ? "?" : Long.toString(facts.size()));
        }
        out.append("<td>");
        time(out, UtcTime.rfc3339(facts.modified()));
        out.append('\n');
    }

    /** Appends seconds, such as {@code 2026-11-23 06:33:59}. */
    private static void time(StringBuilder out, @Nullable String time) {
        if (time == null) {
            out.append('?');
        } else {
            out.append(time, 0, 10).append(' ').append(time, 11, 19);
        }
    }

    @Override
    public void end(StringBuilder out) {
        out.append("</table>\n");
        if (totals.entries() == 0) {
            boolean searched = head.search().searched();
            out.append("<p class=\"none\">")
                    .append(searched ? "Nothing matches." : "Nothing is in this directory.")
                    .append("</p>\n");
        }
        if (!note.isEmpty()) {
            out.append("<p class=\"none\">").append(Html.escape(note)).append("</p>\n");
        }
        out.append("<div class=\"bar\">\n<p id=\"sum\">");
        totals.render(out);
        out.append("</p>\n");
        actions.stream().filter(PageAction::ofSelected).forEach(action -> ofSelected(out, action));
        out.append("</div>\n</form>\n<div class=\"more\">\n");
        actions.stream().filter(action -> !action.ofSelected()).forEach(action -> ofAll(out, action));
        out.append("</div>\n");
        readmes.render(out);
        out.append("</main>\n<script type=\"module\">")
                .append(PageAssets.SCRIPT)
                .append("</script>\n</body>\n</html>\n");
    }

    private static void ofSelected(StringBuilder out, PageAction action) {
        out.append("<span class=\"group\"><span>")
                .append(Html.escape(action.label()))
                .append("</span>\n");
        for (PageAction.Form form : action.forms()) {
            button(
                    out,
                    " name=\"" + Html.escape(action.key()) + "\" value=\"" + Html.escape(form.value()) + '"',
                    form.label());
        }
        out.append("</span>\n");
    }

    /** What has several forms has a list of them beside its button. */
    private void ofAll(StringBuilder out, PageAction action) {
        out.append("<form class=\"group\" method=\"get\">");
        head.search().hidden(out);
        String key = " name=\"" + Html.escape(action.key()) + '"';
        if (action.forms().size() == 1) {
            button(out, key + " value=\"" + Html.escape(action.forms().get(0).value()) + '"', action.label());
        } else {
            button(out, "", action.label());
            out.append("<select").append(key);
            out.append(" aria-label=\"").append(Html.escape(action.label())).append("\">");
            for (PageAction.Form form : action.forms()) {
                out.append("<option value=\"").append(Html.escape(form.value())).append("\">");
                out.append(Html.escape(form.label())).append("</option>");
            }
            out.append("</select>\n");
        }
        out.append("</form>\n");
    }

    private static void button(StringBuilder out, String attributes, String label) {
        out.append("<button").append(attributes).append('>');
        out.append(Html.escape(label)).append("</button>\n");
    }
}
