package io.vmshare.transfer;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A download in the hands of those who send it. One thread at a time counts. */
public final class RunningDownload implements Download {

    private static final Logger LOG = LoggerFactory.getLogger(RunningDownload.class);

    private final TransferListener listener;
    private final String client;
    private final String target;
    private final Content content;
    private final long started;
    private long counted; // only by the thread that sends
    private volatile long sent;
    private volatile boolean over;
    private volatile boolean complete;

    /**
     * What is sent.
     *
     * @param tag by what it is known, empty if by nothing
     * @param length the length of the whole, or {@link Download#UNKNOWN}
     * @param mayGrow whether more may come of it
     * @param parts what of it the answer has, empty if all
     * @param expected how many bytes the answer's content has, or {@link Download#UNKNOWN}
     */
    public record Content(String tag, long length, boolean mayGrow, List<Part> parts, long expected) {
        /** Copies the list. */
        public Content {
            parts = List.copyOf(parts);
        }
    }

    private RunningDownload(TransferListener listener, String client, String target, Content content, long started) {
        this.listener = listener;
        this.client = client;
        this.target = target;
        this.content = content;
        this.started = started;
    }

    /**
     * Returns one that begins, of which {@code listener} has been told.
     *
     * @param started when it did, by {@link System#nanoTime}
     */
    public static RunningDownload begin(
            TransferListener listener, String client, String target, Content content, long started) {
        RunningDownload download = new RunningDownload(listener, client, target, content, started);
        tellBegun(listener, download);
        return download;
    }

    /** Tells {@code listener} of a short one, which is over already. */
    public static void tell(TransferListener listener, Download over) {
        tellBegun(listener, over);
        tellEnded(listener, over);
    }

    private static void tellBegun(TransferListener listener, Download download) {
        try {
            listener.begun(download);
        } catch (RuntimeException e) {
            LOG.error("A listener failed when a download began", e); // which is no reason not to send it
        }
    }

    private static void tellEnded(TransferListener listener, Download download) {
        try {
            listener.ended(download);
        } catch (RuntimeException e) {
            LOG.error("A listener failed when a download ended", e);
        }
    }

    /** Counts bytes of content that were written. */
    public void count(long bytes) {
        counted += bytes;
        sent = counted;
    }

    /**
     * Ends it and tells the listener; a second call does nothing.
     *
     * @param written whether every byte was
     */
    public void end(boolean written) {
        if (over) {
            return;
        }
        complete = written;
        over = true;
        tellEnded(listener, this);
    }

    @Override
    public String client() {
        return client;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public String tag() {
        return content.tag();
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public boolean mayGrow() {
        return content.mayGrow();
    }

    @Override
    public List<Part> parts() {
        return content.parts();
    }

    @Override
    public long expected() {
        return content.expected();
    }

    @Override
    public long started() {
        return started;
    }

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }
}
