package io.vmshare.cli.live;

import io.vmshare.transfer.Download;
import java.util.HashSet;
import java.util.Set;

/**
 * What one client downloads of one file, be it by one answer or by several at once, and how fast. Used by one thread.
 */
final class Row {

    /** What is said of a rate: how it was in the last seconds. */
    private static final double MEMORY_SECONDS = 3;

    private static final double STALLED_SECONDS = 3;
    private static final double NANOS = 1e9;

    private final Download first;
    private final Set<Download> underWay = new HashSet<>();
    private boolean severalPieces;
    private long lowest = Long.MAX_VALUE;
    private long finished;
    private long bytes;
    private long looked;
    private long progressed;
    private double rate;

    /** Creates one for {@code first}, which has begun. */
    Row(Download first) {
        this.first = first;
        this.looked = first.started();
        this.progressed = first.started();
    }

    String client() {
        return first.client();
    }

    String target() {
        return first.target();
    }

    long started() {
        return first.started();
    }

    /**
     * Returns whether {@code download} belongs here: pieces of the same do, and not all of it once more, as a second guest behind
     * that address fetches it.
     */
    boolean takes(Download download) {
        return !download.isOfAll() || underWay.stream().noneMatch(Download::isOfAll);
    }

    /** Counts an answer that is under way. */
    void add(Download download) {
        underWay.add(download);
        lowest = Math.min(
                lowest, download.parts().isEmpty() ? 0 : download.parts().get(0).first());
        severalPieces |= underWay.size() > 1 || finished > 0;
    }

    /** Counts an answer that is over. */
    void finish(Download download) {
        underWay.remove(download);
        finished += download.sent();
    }

    boolean isOver() {
        return underWay.isEmpty();
    }

    /** Looks how far it has come. */
    void look(long now) {
        long before = bytes;
        bytes = finished;
        for (Download download : underWay) {
            bytes += download.sent();
        }
        double seconds = (now - looked) / NANOS;
        if (seconds <= 0) {
            return;
        }
        double latest = Math.max(0, bytes - before) / seconds;
        boolean firstLook = looked == first.started();
        rate = firstLook ? latest : rate + (latest - rate) * (1 - Math.exp(-seconds / MEMORY_SECONDS));
        looked = now;
        if (bytes > before) {
            progressed = now;
        }
    }

    /** Returns whether the client has taken nothing for some seconds, as a paused guest does. */
    boolean isStalled() {
        return (looked - progressed) / NANOS > STALLED_SECONDS;
    }

    /** Returns the bytes a second of the last seconds. */
    long rate() {
        return Math.round(rate);
    }

    /** Returns how many bytes it is about, or {@link Download#UNKNOWN}: the file, unless one part of it was asked for. */
    long goal() {
        return isOfTheFile() ? first.length() : first.expected();
    }

    /** Returns how many of them are done; those in front of the first part were before. */
    long done() {
        return goal() == Download.UNKNOWN ? bytes : Math.min(goal(), (isOfTheFile() ? lowest : 0) + bytes);
    }

    /** Returns the seconds it will take at this rate, or -1 if that is not known. */
    long secondsLeft() {
        return goal() == Download.UNKNOWN || isStalled() || rate < 1 ? -1 : (long) Math.ceil((goal() - done()) / rate);
    }

    private boolean isOfTheFile() {
        if (first.length() == Download.UNKNOWN) {
            return false;
        }
        int parts = first.parts().size();
        boolean toItsEnd = parts == 0 || (parts == 1 && first.parts().get(0).last() == first.length() - 1);
        return severalPieces || toItsEnd;
    }
}
