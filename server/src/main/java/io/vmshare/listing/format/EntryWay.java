package io.vmshare.listing.format;

import io.vmshare.path.Name;
import java.util.List;

/**
 * What stands before the names of entries that lie below the listed directory.
 *
 * @param link for a relative URL; empty, or with a slash at its end
 * @param text for people
 */
public record EntryWay(String link, String text) {

    /** That of the listed directory's own entries. */
    public static final EntryWay NONE = new EntryWay("", "");

    /** Returns that of {@code names}. */
    public static EntryWay of(List<Name> names) {
        StringBuilder link = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (Name name : names) {
            link.append(name.encoded()).append('/');
            text.append(name.text()).append('/');
        }
        return new EntryWay(link.toString(), text.toString());
    }
}
