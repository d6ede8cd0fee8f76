package io.vmshare.listing;

import io.vmshare.listing.format.EntryWay;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.util.List;

/** The plain listing, for programs that follow links and for browsers of any age. */
final class PlainListing implements ListingFormat {

    private final List<Name> path;
    private EntryWay way = EntryWay.NONE;
    private String note = "";

    /** Creates that of the directory at {@code path} below the share's root. */
    PlainListing(List<Name> path) {
        this.path = path;
    }

    @Override
    public String mediaType() {
        return "text/html; charset=utf-8";
    }

    @Override
    public void begin(StringBuilder out) {
        out.append(HtmlListing.renderHead(path));
    }

    @Override
    public void enter(List<Name> names) {
        way = EntryWay.of(names);
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        HtmlListing.renderEntry(out, way, name, facts);
    }

    @Override
    public void incomplete(StringBuilder out, String why) {
        note = "Not complete: " + why;
    }

    @Override
    public void end(StringBuilder out) {
        out.append(HtmlListing.renderTail(note));
    }
}
