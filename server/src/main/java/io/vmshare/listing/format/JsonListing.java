package io.vmshare.listing.format;

import com.grack.nanojson.JsonWriter;
import io.vmshare.listing.ListingFormat;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.util.List;

/** One JSON object with an array of entries, each in a line of its own. Whether it is complete is told at its end. */
public final class JsonListing implements ListingFormat {

    private final List<Name> path;
    private final EntryJson entries;
    private String separator = "\n";
    private String why = "";

    /**
     * Creates that of the directory at {@code path} below the share's root.
     *
     * @param walks whether entries of directories below it are told, too
     */
    public JsonListing(List<Name> path, boolean walks) {
        this.path = path;
        this.entries = new EntryJson(walks);
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public void begin(StringBuilder out) {
        String text = "/" + EntryWay.of(path).text();
        out.append("{\"path\":").append(JsonWriter.string().value(text).done()).append(",\"entries\":[");
    }

    @Override
    public void enter(List<Name> way) {
        entries.enter(way);
    }

    @Override
    public void entry(StringBuilder out, Name name, EntryFacts facts) {
        out.append(separator).append(entries.render(name, facts));
        separator = ",\n";
    }

    @Override
    public void incomplete(StringBuilder out, String reason) {
        why = reason;
    }

    @Override
    public void end(StringBuilder out) {
        out.append("\n],\"complete\":").append(why.isEmpty());
        if (!why.isEmpty()) {
            out.append(",\"why\":").append(JsonWriter.string().value(why).done());
        }
        out.append("}\n");
    }
}
