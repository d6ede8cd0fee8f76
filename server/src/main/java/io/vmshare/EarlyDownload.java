package io.vmshare;

import io.vmshare.kept.KeptExchanges.Sent;
import io.vmshare.transfer.Download;
import io.vmshare.transfer.RunningDownload;
import io.vmshare.transfer.TransferListener;
import java.net.InetAddress;
import java.util.List;

/** A download that is over: what was sent before the engine read the request. Its texts are made for who asks for them. */
final class EarlyDownload implements Download {

    private final InetAddress peer;
    private final Sent what;

    private EarlyDownload(InetAddress peer, Sent what) {
        this.peer = peer;
        this.what = what;
    }

    /** Tells {@code listener} of it. Here, since nothing of it is to be loaded where nobody listens. */
    static void tell(TransferListener listener, InetAddress peer, Sent what) {
        RunningDownload.tell(listener, new EarlyDownload(peer, what));
    }

    @Override
    public String client() {
        return peer.getHostAddress();
    }

    @Override
    public String target() {
        return what.path().render();
    }

    @Override
    public String tag() {
        return what.validators().commonTag();
    }

    @Override
    public long length() {
        return what.length();
    }

    @Override
    public List<Part> parts() {
        boolean all = what.count() == what.length();
        return all ? List.of() : List.of(new Part(what.first(), what.first() + what.count() - 1));
    }

    @Override
    public long expected() {
        return what.count();
    }

    @Override
    public long started() {
        return what.started();
    }

    @Override
    public long sent() {
        return what.bytes();
    }

    @Override
    public boolean isOver() {
        return true;
    }

    @Override
    public boolean isComplete() {
        return what.bytes() == what.count();
    }
}
