package io.vmshare.cli;

import io.vmshare.ShareOptions;
import io.vmshare.ShareServer;
import io.vmshare.cli.boot.BootAdvice;
import io.vmshare.cli.boot.BootPlace;
import io.vmshare.cli.boot.BootText;
import io.vmshare.cli.boot.LocalPaths;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.netboot.BootMenu;
import io.vmshare.reach.Reach;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tells what boots from the share, as last lines of the banner. Finding out may take a while, so nothing waits for it. */
final class BootNews implements Runnable {

    /** For so long nothing that can wait keeps the first answers waiting. */
    static final long FIRST_ANSWERS_NANOS = 200_000_000;

    private final ShareServer server;
    private final ShareOptions options;
    private final Reach reach;
    private final Supplier<String> given;

    /** Creates one; {@code given} are the options that the share was given, for the command that tells more. */
    BootNews(ShareServer server, ShareOptions options, Reach reach, Supplier<String> given) {
        this.server = server;
        this.options = options;
        this.reach = reach;
        this.given = given;
    }

    /** Runs on a thread of its own. */
    void start() {
        Thread thread = new Thread(this, "share-boot");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        LockSupport.parkNanos(FIRST_ANSWERS_NANOS);
        tell();
        System.gc(); // what the start and the search leave behind may be half of the memory that an idle share has
    }

    private void tell() {
        BootMenu menu = server.bootMenu();
        if (menu.entries().isEmpty()) {
            return;
        }
        LocalPaths local = LocalPaths.of(options.paths(), given.get());
        BootPlace place = BootPlace.of(reach, local, LocalPaths.accelerated());
        StandardStreams.out(BootText.banner(BootAdvice.of(menu, place), place, StandardStreams.outCharset()));
    }
}
