package io.vmshare.listing;

import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import java.util.List;

/**
 * How a listing is written. One is made for each answer; text is appended to what goes out piece by piece, and nothing of an
 * entry is kept. Not thread-safe.
 */
public interface ListingFormat {

    /** Returns the value of {@code Content-Type}. */
    String mediaType();

    /** Appends what comes before the entries. */
    void begin(StringBuilder out);

    /** Says that the entries from here on lie where {@code way} leads from the listed directory; at first it is empty. */
    default void enter(List<Name> way) {}

    /** Appends one entry. */
    void entry(StringBuilder out, Name name, EntryFacts facts);

    /** Says, once, before {@link #end}, that entries are missing, and why, in words of ours. */
    default void incomplete(StringBuilder out, String why) {}

    /** Appends what comes behind the entries. */
    void end(StringBuilder out);

    /** Returns the value of {@code Content-Security-Policy}: what a browser may load and run for it. */
    default String contentSecurityPolicy() {
        return "default-src 'none'";
    }

    /** Returns the indexes of {@code names}, those of the entries of {@code directory}, in the order of their rows. */
    default int[] order(LocatedDirectory directory, NameList names, Sorting sorting) {
        return sorting.order(directory, names);
    }
}
