package io.vmshare;

import io.vmshare.filter.AccessLog;
import io.vmshare.filter.AccessLogOptions;
import io.vmshare.http.RequestHead;
import io.vmshare.kept.KeptExchanges;
import io.vmshare.transfer.TransferListener;
import io.vmshare.transfer.TransferOptions;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Exchanges that the engine never sees: counted and logged as those that it does. */
final class EarlyExchanges implements KeptExchanges {

    private final InFlight inFlight;
    private final AccessLogOptions.@Nullable Format format;
    private final @Nullable TransferListener listener;

    EarlyExchanges(InFlight inFlight, ShareOptions options) {
        this.inFlight = inFlight;
        this.format = options.accessLog().map(AccessLogOptions::format).orElse(null);
        Optional<TransferOptions> transfers = options.transfers();
        this.listener = transfers.isPresent() ? transfers.get().listener() : null;
    }

    @Override
    public boolean begin() {
        boolean begun = inFlight.begin();
        if (!begun) {
            inFlight.end();
        }
        return begun;
    }

    @Override
    public void end(InetAddress peer, RequestHead head, int status, long bytes, long started) {
        try {
            if (format != null) {
                AccessLog.log(
                        format,
                        peer,
                        head.line(),
                        status,
                        bytes,
                        started,
                        head.field("Referer"),
                        head.field("User-Agent"));
            }
        } finally {
            inFlight.end();
        }
    }

    @Override
    public boolean isWatched() {
        return listener != null;
    }

    @Override
    public void sent(InetAddress peer, Sent sent) {
        if (listener != null) {
            EarlyDownload.tell(listener, peer, sent);
        }
    }

    @Override
    public void drop() {
        inFlight.end();
    }
}
