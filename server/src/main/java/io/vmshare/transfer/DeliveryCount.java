package io.vmshare.transfer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what was delivered: a file or an archive counts when every byte of it was written to one address, by one answer or
 * by several with parts of what has the same tag, in whatever order. Those that were cut count for what they had written.
 * What is fetched in pieces counts when the last answer under way is over, so that nobody is cut who is still at it; several
 * who fetch the same in pieces at a time, behind one address, count as one. A file that grows counts when it has come to its
 * end and all of it was written; see {@link #allHasCome}.
 *
 * <p>Memory is bounded. Pieces merge, so that a download takes as much as it has gaps. With answers under way it is followed;
 * of the others 1024 are remembered, and of all together 65,536 stretches of bytes with gaps between: beyond that those are
 * forgotten that have rested longest, and if none rests, what a download under way had written before. Thread-safe.
 */
public final class DeliveryCount implements TransferListener {

    private final int wanted;
    private final Runnable reached;
    private final AtomicInteger delivered = new AtomicInteger();
    private final Unfinished unfinished = new Unfinished(); // guarded by itself

    /**
     * Creates one.
     *
     * @param wanted how many deliveries are to be made, at least one
     * @param reached what is run when they are, by a thread that sends: it has to return at once
     */
    public DeliveryCount(int wanted, Runnable reached) {
        if (wanted < 1) {
            throw new IllegalArgumentException("count must be positive: " + wanted);
        }
        this.wanted = wanted;
        this.reached = reached;
    }

    /** Returns how many were wanted. */
    public int wanted() {
        return wanted;
    }

    /** Returns how many were delivered so far. */
    public int delivered() {
        return delivered.get();
    }

    /** Returns whether all that were wanted have been delivered. */
    public boolean isReached() {
        return delivered() >= wanted;
    }

    @Override
    public void begun(Download download) {
        if (isDivisible(download)) {
            synchronized (unfinished) {
                unfinished.begin(download);
            }
        }
    }

    @Override
    public void ended(Download download) {
        boolean whole = download.isComplete() && !download.mayGrow() && download.isOfAll();
        boolean pieced = false;
        if (isDivisible(download)) {
            synchronized (unfinished) {
                pieced = unfinished.end(download, !whole);
            }
        }
        count((whole ? 1 : 0) + (pieced ? 1 : 0));
    }

    /**
     * Says that no more comes of a file that grew, and counts those who have all of it.
     *
     * @param tag by what its downloads are known, as {@link Download#tag} tells it
     * @param length its length, in bytes
     */
    public void allHasCome(String tag, long length) {
        int whole;
        synchronized (unfinished) {
            whole = unfinished.allHasCome(tag, length);
        }
        count(whole);
    }

    private void count(int more) {
        int before = delivered.getAndAdd(more);
        if (before < wanted && before + more >= wanted) {
            reached.run();
        }
    }

    /** Only what has a strong tag can be told to be the same bytes again (RFC 9110 §8.8.1). */
    private static boolean isDivisible(Download download) {
        return download.tag().startsWith("\"") && download.length() != 0 && download.length() != Download.UNKNOWN;
    }
}
