package io.vmshare.send;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.vmshare.http.ByteRange;
import io.vmshare.path.RequestTarget;
import io.vmshare.transfer.Download;
import io.vmshare.transfer.RunningDownload;
import io.vmshare.transfer.TransferListener;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xnio.channels.StreamSinkChannel;

/** A body whose way is told to a listener. */
final class WatchedBody implements Body, ExchangeCompletionListener {

    private final Body body;
    private final RunningDownload download;
    private volatile boolean written;

    private WatchedBody(Body body, RunningDownload download) {
        this.body = body;
        this.download = download;
    }

    /** Returns {@code body}, which is about to be sent, as one that {@code listener} is told of. */
    static Body begin(
            HttpServerExchange exchange,
            Representation representation,
            List<ByteRange> ranges,
            Body body,
            TransferListener listener) {
        InetAddress client = exchange.getSourceAddress().getAddress();
        RequestTarget target = exchange.getAttachment(RequestTarget.KEY);
        List<Download.Part> parts = new ArrayList<>();
        for (ByteRange range : ranges) {
            parts.add(new Download.Part(range.first(), range.last()));
        }
        RunningDownload.Content content = new RunningDownload.Content(
                representation.validators().commonTag(),
                representation.length(),
                representation.mayGrow(),
                parts,
                exchange.getResponseContentLength());
        WatchedBody watched = new WatchedBody(
                body,
                RunningDownload.begin(
                        listener,
                        client == null ? "-" : client.getHostAddress(),
                        target == null ? exchange.getRequestURI() : text(target),
                        content,
                        System.nanoTime()));
        exchange.addExchangeCompleteListener(watched);
        return watched;
    }

    private static String text(RequestTarget target) {
        String path = target.path().render();
        return target.query().isEmpty() ? path : path + "?" + target.query();
    }

    @Override
    public long writeTo(StreamSinkChannel sink) throws IOException {
        long count = body.writeTo(sink);
        if (count > 0) {
            download.count(count);
        } else if (count == DONE) {
            written = true;
        }
        return count;
    }

    @Override
    public void whenReady(Runnable goOn) {
        body.whenReady(goOn);
    }

    @Override
    public boolean blocks() {
        return body.blocks();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** The engine may have kept the last bytes until now; only what it calls complete went out. */
    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        try {
            download.end(written && exchange.isResponseComplete());
        } finally {
            nextListener.proceed();
        }
    }
}
