package io.vmshare.listing.walk;

import java.time.Duration;

/**
 * How much one walk looks at.
 *
 * @param depth how many levels of directories, the first one counted
 * @param asked whether the caller asked for this depth; else what lies deeper is missing
 * @param entries most entries that are looked at
 * @param time how long it may work, without the time that it waits for the reader
 */
public record WalkLimits(int depth, boolean asked, long entries, Duration time) {

    /** A large archive of packages, within the patience of who searches it. */
    private static final long ENTRIES_OF_SEARCH = 1_000_000;

    private static final Duration TIME_OF_SEARCH = Duration.ofSeconds(20);

    /** Returns those of a listing: all that lies so deep is told, as fast as the reader takes it. */
    public static WalkLimits ofListing(int depth) {
        return new WalkLimits(depth, true, Long.MAX_VALUE, Duration.ofNanos(Long.MAX_VALUE));
    }

    /** Returns those of a search. */
    public static WalkLimits ofSearch(int depth, boolean asked) {
        return new WalkLimits(depth, asked, ENTRIES_OF_SEARCH, TIME_OF_SEARCH);
    }
}
