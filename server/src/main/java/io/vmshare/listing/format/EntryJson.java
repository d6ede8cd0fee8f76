package io.vmshare.listing.format;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.util.List;

/**
 * Entries as JSON objects. Text is a name for people: bytes that are no UTF-8 are U+FFFD in it. The link has them all. Keys
 * stay as they are; others may be added. Not thread-safe.
 */
final class EntryJson {

    private final boolean walks;
    private EntryWay way = EntryWay.NONE;

    /** Creates one; if {@code walks}, each entry says where it lies. */
    EntryJson(boolean walks) {
        this.walks = walks;
    }

    void enter(List<Name> names) {
        way = EntryWay.of(names);
    }

    String render(Name name, EntryFacts facts) {
        String text = name.text();
        JsonStringWriter json = JsonWriter.string().object().value("name", text);
        if (walks) {
            json.value("path", way.text() + text);
        }
        json.value("href", way.link() + name.encoded() + (facts.directory() ? "/" : ""))
                .value("type", facts.directory() ? "directory" : "file");
        if (facts.link()) {
            json.value("link", true);
        }
        if (facts.directory() || facts.size() < 0) {
            json.nul("size");
        } else {
            json.value("size", facts.size());
        }
        return json.value("mtime", UtcTime.rfc3339(facts.modified())).end().done();
    }
}
