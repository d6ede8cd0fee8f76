package io.vmshare.listing.format;

import com.grack.nanojson.JsonWriter;
import io.vmshare.listing.ListingFormat;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.util.List;

/**
 * A JSON object a line, one for each entry. If entries are missing a last one has {@code complete} in place of a name: an
 * answer without it, on a connection that was not cut, is complete.
 */
public final class NdjsonListing implements ListingFormat {

    private final EntryJson entries;

    /** Creates one; {@code walks} says whether entries of directories below are told, too. */
    public NdjsonListing(boolean walks) {
        this.entries = new EntryJson(walks);
    }

    @Override
    public String mediaType() {
        return "application/x-ndjson";
    }

    @Override
    public void begin(StringBuilder out) {}

    @Override
    public void enter(List<Name> way) {
        entries.enter(way);
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        out.append(entries.render(name, facts)).append('\n');
    }

    @Override
    public void incomplete(StringBuilder out, String why) {
        out.append(JsonWriter.string()
                        .object()
                        .value("complete", false)
                        .value("why", why)
                        .end()
                        .done())
                .append('\n');
    }

    @Override
    public void end(StringBuilder out) {}
}
