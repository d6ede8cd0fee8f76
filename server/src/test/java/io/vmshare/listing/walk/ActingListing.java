package io.vmshare.listing.walk;

import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.format.TextListing;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.util.List;

/** Text that has something done when it has told of one entry. */
final class ActingListing implements ListingFormat {

    private final TextListing text = new TextListing();
    private final String last;
    private final Runnable action;

    ActingListing(String last, Runnable action) {
        this.last = last;
        this.action = action;
    }

    @Override
    public String mediaType() {
        return text.mediaType();
    }

    @Override
    public void begin(StringBuilder out) {}

    @Override
    public void enter(List<Name> way) {
        text.enter(way);
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        text.entry(out, name, facts);
        if (name.text().equals(last)) {
            action.run();
        }
    }

    @Override
    public void incomplete(StringBuilder out, String why) {
        text.incomplete(out, why);
    }

    @Override
    public void end(StringBuilder out) {}
}
