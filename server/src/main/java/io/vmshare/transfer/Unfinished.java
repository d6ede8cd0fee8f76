package io.vmshare.transfer;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was written of downloads that are not whole yet: of each the bytes, by client, target and tag, and how many answers are
 * under way. Bounded as {@link DeliveryCount} says. Not thread-safe.
 */
final class Unfinished {

    /** So many that have no answer under way are remembered. */
    static final int MAX_RESTING = 1024;

    /** So many stretches of bytes are remembered in all, some 80 bytes each. */
    static final int MAX_STRETCHES = 65_536;

    /** So many files that grew and have ended are known. */
    private static final int MAX_ENDS = 64;

    private final Map<Key, Pieces> underWay = new HashMap<>();
    private final Map<Key, Pieces> resting = new LinkedHashMap<>(); // who rests longest comes first
    private final Map<String, Long> ends = new LinkedHashMap<>(); // lengths by tag
    private int stretches;

    private record Key(String client, String target, String tag) {

        static Key of(Download download) {
            return new Key(download.client(), download.target(), download.tag());
        }
    }

    private static final class Pieces {
        private final Coverage coverage = new Coverage();
        private int answers;
    }

    /** Counts an answer that begins. */
    void begin(Download download) {
        Key key = Key.of(download);
        Pieces pieces = underWay.get(key);
        if (pieces == null) {
            Pieces rested = resting.remove(key);
            pieces = rested == null ? new Pieces() : rested;
            underWay.put(key, pieces);
        }
        pieces.answers++;
    }

    /**
     * Counts an answer that is over. Returns whether what is written by now is all there is and nobody is at it any more; it
     * is done with then.
     *
     * @param adds whether what it wrote belongs to the pieces
     */
    boolean end(Download download, boolean adds) {
        Key key = Key.of(download);
        Pieces pieces = underWay.get(key);
        if (pieces == null) {
            return false; // it was never told to begin
        }
        if (adds) {
            stretches -= pieces.coverage.stretches();
            addWritten(download, pieces.coverage);
            stretches += pieces.coverage.stretches();
        }
        pieces.answers--;
        if (pieces.answers > 0) {
            makeRoom();
            if (stretches > MAX_STRETCHES) {
                forget(pieces);
            }
            return false;
        }
        underWay.remove(key);
        if (isWhole(pieces, lengthOf(download))) {
            forget(pieces);
            return true;
        }
        if (pieces.coverage.stretches() > 0) {
            resting.put(key, pieces);
            makeRoom();
        }
        return false;
    }

    /** Says that what has this tag grows no more. Returns of how many downloads that was all there is; they are done with. */
    int allHasCome(String tag, long length) {
        ends.put(tag, length);
        if (ends.size() > MAX_ENDS) {
            ends.remove(ends.keySet().iterator().next());
        }
        int whole = 0;
        for (Iterator<Map.Entry<Key, Pieces>> all = resting.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Key, Pieces> one = all.next();
            if (one.getKey().tag().equals(tag) && isWhole(one.getValue(), length)) {
                forget(one.getValue());
                all.remove();
                whole++;
            }
        }
        return whole;
    }

    private long lengthOf(Download download) {
        return download.mayGrow() ? ends.getOrDefault(download.tag(), Download.UNKNOWN) : download.length();
    }

    private static boolean isWhole(Pieces pieces, long length) {
        return length != Download.UNKNOWN && pieces.coverage.isWhole(length);
    }

    /** Of several parts in an answer that was cut it is not known which were written. */
    private static void addWritten(Download download, Coverage coverage) {
        if (download.parts().size() > 1) {
            if (download.isComplete()) {
                download.parts().forEach(part -> coverage.add(part.first(), part.last()));
            }
        } else if (download.sent() > 0) {
            long first =
                    download.parts().isEmpty() ? 0 : download.parts().get(0).first();
            coverage.add(first, first + download.sent() - 1);
        }
    }

    private void makeRoom() {
        Iterator<Pieces> longest = resting.values().iterator();
        while (longest.hasNext() && (resting.size() > MAX_RESTING || stretches > MAX_STRETCHES)) {
            forget(longest.next());
            longest.remove();
        }
    }

    private void forget(Pieces pieces) {
        stretches -= pieces.coverage.stretches();
        pieces.coverage.clear();
    }
}
