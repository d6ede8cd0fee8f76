package io.vmshare.listing.walk;

import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.util.BitSet;
import java.util.Optional;

/** The directory that a walk is in, and which of its entries are directories. Not thread-safe. */
final class OpenDirectory {

    private final LocatedDirectory directory;
    private final NameList names;
    private final int[] order;
    private final BitSet below = new BitSet();
    private int next;

    OpenDirectory(LocatedDirectory directory, NameList names, int[] order) {
        this.directory = directory;
        this.names = names;
        this.order = order;
    }

    LocatedDirectory directory() {
        return directory;
    }

    boolean hasNext() {
        return next < order.length;
    }

    Name next() {
        return names.get(order[next++]);
    }

    Optional<EntryFacts> facts(Name name) {
        return directory.facts(name);
    }

    /** Notes that the last one is a directory to be entered. */
    void keepLast() {
        below.set(next - 1);
    }

    /** Returns the names of the directories to be entered, in their order; the others need not be held any longer. */
    NameList kept() {
        return NameList.of(
                () -> below.stream().mapToObj(i -> names.get(order[i])).iterator());
    }
}
