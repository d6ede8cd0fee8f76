package io.vmshare.listing.format;

import io.vmshare.path.IndexSort;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.util.Iterator;
import java.util.Locale;

/**
 * The order of Python's listings: {@code sort(key=lambda a: a.lower())}, code point by code point. Names that are equal so far
 * stay in the order in which the directory was read, as Python's do. The lower-case names are held as bytes while it lasts.
 */
final class PythonOrder extends IndexSort {

    private final NameList keys;

    private PythonOrder(NameList keys) {
        this.keys = keys;
    }

    /** Returns the indexes of {@code names} in this order. */
    static int[] of(NameList names) {
        return new PythonOrder(NameList.of(() -> keys(names.iterator()))).sort(indexes(names.size()));
    }

    private static Iterator<Name> keys(Iterator<Name> names) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return names.hasNext();
            }

            @Override
            public Name next() {
                return Name.ofBytes(PythonText.bytes(PythonText.of(names.next()).toLowerCase(Locale.ROOT)));
            }
        };
    }

    @Override
    protected int compare(int a, int b) {
        return keys.compare(a, b);
    }
}
