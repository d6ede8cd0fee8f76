package io.vmshare.listing.walk;

import io.vmshare.listing.ListingFormat;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.util.Optional;

/** The entries of one directory. Attributes are read when a row is rendered; an entry that is gone by then has no row. */
public final class DirectoryEntries implements EntrySource {

    private final LocatedDirectory directory;
    private final NameList names;
    private final int[] order;
    private final ListingFormat format;
    private int next;

    /** Creates those that are called as {@code names}, by their indexes in {@code order}. */
    public DirectoryEntries(LocatedDirectory directory, NameList names, int[] order, ListingFormat format) {
        this.directory = directory;
        this.names = names;
        this.order = order;
        this.format = format;
    }

    @Override
    public boolean next(StringBuilder out) {
        if (next == order.length) {
            return false;
        }
        Name name = names.get(order[next++]);
        Optional<EntryFacts> facts = directory.facts(name);
        if (facts.isPresent()) {
            format.entry(out, name, facts.get());
        }
        return true;
    }
}
