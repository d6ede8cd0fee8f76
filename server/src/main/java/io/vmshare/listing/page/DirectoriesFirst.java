package io.vmshare.listing.page;

import io.vmshare.path.IndexSort;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.NameList;
import java.util.BitSet;
import java.util.Optional;

/** The order of entries with directories before all others. */
final class DirectoriesFirst extends IndexSort {

    private final BitSet directories;

    private DirectoriesFirst(BitSet directories) {
        this.directories = directories;
    }

    /** Returns {@code order} with the indexes of directories first, and else as it was. It blocks: it looks at each entry. */
    static int[] of(LocatedDirectory directory, NameList names, int[] order) {
        BitSet directories = new BitSet(order.length);
        for (int i = 0; i < order.length; i++) {
            Optional<EntryFacts> facts = directory.facts(names.get(i));
            directories.set(i, facts.isPresent() && facts.get().directory());
        }
        return new DirectoriesFirst(directories).sort(order);
    }

    @Override
    protected int compare(int a, int b) {
        return Boolean.compare(directories.get(b), directories.get(a));
    }
}
