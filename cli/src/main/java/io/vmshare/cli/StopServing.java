package io.vmshare.cli;

import io.vmshare.ShareServer;
import io.vmshare.cli.host.StopSignals;
import io.vmshare.cli.live.LiveView;
import io.vmshare.cli.log.ProgramLog;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Stops the share, then the view and the log that tell of its last exchanges. */
record StopServing(ShareServer server, ProgramLog log, boolean quiet, Ending ending, Optional<LiveView> view)
        implements StopSignals.Stop {

    private static final long AFTERMATH_NANOS = 300_000_000;

    @Override
    public boolean isQuick() {
        return server.exchanges() == 0;
    }

    @Override
    public int exitCode() {
        return ending.exitCode();
    }

    @Override
    public void run() {
        int exchanges = exchangesThatLast();
        if (exchanges > 0 && !quiet) {
            ErrorLines.print("waiting for " + exchanges + (exchanges == 1 ? " download" : " downloads")
                    + " under way; Ctrl-C " + (ending.hasCome() ? "" : "again ") + "ends at once");
        }
        server.close();
        if (view.isPresent()) {
            view.get().close();
        }
        ending.tell(quiet);
        log.close();
    }

    /** A client may have the last byte before its exchange is counted out. */
    private int exchangesThatLast() {
        long deadline = System.nanoTime() + AFTERMATH_NANOS;
        while (server.exchanges() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(AFTERMATH_NANOS / 60);
        }
        return server.exchanges();
    }
}
