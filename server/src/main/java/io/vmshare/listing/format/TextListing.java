package io.vmshare.listing.format;

import io.vmshare.listing.ListingFormat;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.util.List;

/**
 * A path a line, directories with a slash. Each is a relative URL with all but the unreserved characters encoded: so it can
 * be fetched as it stands, and no name has a line break, a blank or a {@code #} in it. A line that begins with the latter is
 * ours.
 */
public final class TextListing implements ListingFormat {

    private EntryWay way = EntryWay.NONE;

    @Override
    public String mediaType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public void begin(StringBuilder out) {}

    @Override
    public void enter(List<Name> names) {
        way = EntryWay.of(names);
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        out.append(way.link()).append(name.encoded()).append(facts.directory() ? "/\n" : "\n");
    }

    @Override
    public void incomplete(StringBuilder out, String why) {
        out.append("# not complete: ").append(why).append('\n');
    }

    @Override
    public void end(StringBuilder out) {}
}
