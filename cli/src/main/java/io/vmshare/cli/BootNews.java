package io.vmshare.cli;

import io.vmshare.ShareOptions;
import io.vmshare.ShareServer;
import io.vmshare.cli.boot.BootAdvice;
import io.vmshare.cli.boot.BootPlace;
import io.vmshare.cli.boot.BootText;
import io.vmshare.cli.boot.LocalPaths;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.reach.Reach;

/** Tells what boots from the share, as last lines of the banner. Finding out may take a while, so nothing waits for it. */
final class BootNews implements Runnable {

    private final ShareServer server;
    private final ShareOptions options;
    private final Reach reach;

    BootNews(ShareServer server, ShareOptions options, Reach reach) {
        this.server = server;
        this.options = options;
        this.reach = reach;
    }

    /** Runs on a thread of its own. */
    void start() {
        Thread thread = new Thread(this, "share-boot");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        BootPlace place = BootPlace.of(reach, LocalPaths.of(options.paths()), LocalPaths.accelerated());
        BootAdvice advice = BootAdvice.of(server.bootMenu(), place);
        String lines = BootText.banner(advice, place, StandardStreams.outCharset());
        if (!lines.isEmpty()) {
            StandardStreams.out(lines);
        }
    }
}
