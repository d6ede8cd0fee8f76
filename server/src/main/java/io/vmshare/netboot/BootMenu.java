package io.vmshare.netboot;

import java.util.List;

/**
 * What was found in a directory, the likeliest first. Immutable.
 *
 * @param entries what can be started; empty if nothing was recognised
 * @param complete whether all was looked at; false if the directory holds more than is searched
 */
public record BootMenu(List<BootEntry> entries, boolean complete) {

    /** Copies the list. */
    public BootMenu {
        entries = List.copyOf(entries);
    }
}
