package io.vmshare.listing.format;

import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.ListingOptions.SortKey;
import io.vmshare.listing.Sorting;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.text.PercentEncoding;
import java.util.List;

/**
 * The listing of {@code python3 -m http.server}, byte for byte as Python 3.11 to 3.13 write it, for programs that read that.
 * Of a name that is no UTF-8 the page has the bytes, here as halves of surrogate pairs, and the link is one that only
 * Python understands.
 */
public final class PythonListing implements ListingFormat {

    private final List<Name> path;

    /** Creates that of the directory at {@code path} below the share's root. */
    public PythonListing(List<Name> path) {
        this.path = path;
    }

    @Override
    public String mediaType() {
        return "text/html; charset=utf-8";
    }

    @Override
    public void begin(StringBuilder out) {
        StringBuilder names = new StringBuilder("/");
        for (Name name : path) {
            names.append(PythonText.of(name)).append('/');
        }
        String title = "Directory listing for " + escape(names.toString());
        out.append("<!DOCTYPE HTML>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(title)
                .append("</title>\n</head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n<hr>\n<ul>\n");
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        String text = PythonText.of(name);
        String slash = facts.directory() ? "/" : "";
        out.append("<li><a href=\"")
                .append(PercentEncoding.encode(PythonText.bytes(text)))
                .append(slash)
                .append("\">")
                .append(escape(text))
                .append(facts.link() ? "@" : slash)
                .append("</a></li>\n");
    }

    @Override
    public void end(StringBuilder out) {
        out.append("</ul>\n<hr>\n</body>\n</html>\n");
    }

    @Override
    public int[] order(LocatedDirectory directory, NameList names, Sorting sorting) {
        return sorting.key() == SortKey.NAME
                ? sorting.directed(PythonOrder.of(names))
                : sorting.order(directory, names);
    }

    /** As {@code html.escape(text, quote=False)} does. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
