package io.vmshare.cli;

import io.vmshare.cli.live.LiveView;
import io.vmshare.transfer.DeliveryCount;
import io.vmshare.transfer.Download;
import io.vmshare.transfer.TransferListener;
import io.vmshare.transfer.TransferOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who follows downloads: the count that ends the share, and the view of what runs. Thread-safe. */
final class Watchers implements TransferListener {

    private final @Nullable DeliveryCount count;
    private final @Nullable LiveView view;

    private Watchers(Optional<DeliveryCount> count, Optional<LiveView> view) {
        this.count = count.isPresent() ? count.get() : null;
        this.view = view.isPresent() ? view.get() : null;
    }

    /** Returns the options that have those told who are there. Nothing of it is loaded before it is called. */
    static TransferOptions options(Optional<DeliveryCount> count, Optional<LiveView> view) {
        return new TransferOptions(new Watchers(count, view));
    }

    @Override
    public void begun(Download download) {
        if (count != null) {
            count.begun(download);
        }
        if (view != null) {
            view.begun(download);
        }
    }

    @Override
    public void ended(Download download) {
        if (view != null) {
            view.ended(download);
        }
        if (count != null) {
            count.ended(download);
        }
    }
}
