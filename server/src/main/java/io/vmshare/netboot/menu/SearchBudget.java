package io.vmshare.netboot.menu;

import java.time.Duration;

/**
 * How much of a directory is searched for one answer.
 *
 * @param directories most directories and images that are read
 * @param entries most entries that are looked at
 * @param time how long it may take, but for what a single read takes
 */
record SearchBudget(int directories, int entries, Duration time) {

    /** A directory with hundreds of trees, within the patience of a boot loader. */
    static final SearchBudget DEFAULT = new SearchBudget(400, 20_000, Duration.ofSeconds(2));

    /** Returns how many entries of a single directory are looked at, so that some are left for others. */
    int entriesOfOne() {
        return (entries + 3) / 4;
    }
}
