package io.vmshare.netboot;

import java.util.List;

/**
 * What was found in a directory, the likeliest first: an entry that asks its user comes before those with an answer file,
 * so that the first one never installs by itself. Immutable.
 *
 * @param entries what can be started; empty if nothing was recognised
 * @param complete whether all was looked at and is named; false if the directory holds more
 */
public record BootMenu(List<BootEntry> entries, boolean complete) {

    /** Copies the list. */
    public BootMenu {
        entries = List.copyOf(entries);
    }
}
