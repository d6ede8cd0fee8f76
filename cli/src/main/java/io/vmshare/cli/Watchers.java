package io.vmshare.cli;

import io.vmshare.cli.live.LiveView;
import io.vmshare.transfer.TransferOptions;

/** Who follows downloads. */
final class Watchers {

    private Watchers() {}

    /** Returns the options that have {@code view} told. Nothing of it is loaded before it is called. */
    static TransferOptions options(LiveView view) {
        return new TransferOptions(view);
    }
}
