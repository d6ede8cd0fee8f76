package io.vmshare.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what was delivered: a file or an archive counts when every byte of it was written to one address, by one answer or
 * by several with parts of what has the same entity tag. Those that were cut count for what they had written. What is fetched
 * in pieces counts when the last answer under way is over, so that nobody is cut who is still at it. Memory is bounded: of
 * pieces to more than {@value #MAX_UNFINISHED} clients or files at once, the oldest are forgotten. Thread-safe.
 */
public final class DeliveryCount implements TransferListener {

    static final int MAX_UNFINISHED = 64;

    private final int wanted;
    private final Runnable reached;
    private final AtomicInteger delivered = new AtomicInteger();
    private final Map<Key, Pieces> unfinished = new Unfinished();

    private record Key(String client, String target, String tag) {}

    /** What came in pieces so far, and how many answers are under way. */
    private static final class Pieces {
        private final Coverage coverage = new Coverage();
        private int underWay;
    }

    private static final class Unfinished extends LinkedHashMap<Key, Pieces> {

        private static final long serialVersionUID = 1;

        Unfinished() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Pieces> eldest) {
            return size() > MAX_UNFINISHED;
        }
    }

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
                unfinished.computeIfAbsent(key(download), key -> new Pieces()).underWay++;
            }
        }
    }

    @Override
    public void ended(Download download) {
        boolean whole = download.isComplete() && isOfAll(download);
        boolean counts = isDivisible(download) ? isDelivered(download, whole) : whole;
        if (counts && delivered.incrementAndGet() == wanted) {
            reached.run();
        }
    }

    /** Returns whether it has no parts, or one that is all there is, as the range {@code 0-} asks for. */
    private static boolean isOfAll(Download download) {
        return download.parts().isEmpty()
                || download.parts().equals(List.of(new Download.Part(0, download.length() - 1)));
    }

    /** Only what has a strong tag can be told to be the same bytes again (RFC 9110 §8.8.1). */
    private static boolean isDivisible(Download download) {
        return download.tag().startsWith("\"") && download.length() > 0;
    }

    private static Key key(Download download) {
        return new Key(download.client(), download.target(), download.tag());
    }

    private boolean isDelivered(Download download, boolean whole) {
        synchronized (unfinished) {
            Key key = key(download);
            Pieces pieces = unfinished.computeIfAbsent(key, absent -> new Pieces());
            pieces.underWay = Math.max(0, pieces.underWay - 1); // it may have been forgotten meanwhile
            if (whole) {
                pieces.coverage.clear();
            } else {
                addWritten(download, pieces.coverage);
            }
            boolean last = pieces.underWay == 0;
            boolean merged = last && pieces.coverage.isWhole(download.length());
            if (last && (merged || pieces.coverage.isEmpty())) {
                unfinished.remove(key);
            }
            return whole || merged;
        }
    }

    /** Of several parts in an answer that was cut it is not known which were written. */
    private static void addWritten(Download download, Coverage coverage) {
        if (download.isComplete()) {
            download.parts().forEach(part -> coverage.add(part.first(), part.last()));
        } else if (download.parts().size() <= 1 && download.sent() > 0) {
            long first =
                    download.parts().isEmpty() ? 0 : download.parts().get(0).first();
            coverage.add(first, first + download.sent() - 1);
        }
    }
}
