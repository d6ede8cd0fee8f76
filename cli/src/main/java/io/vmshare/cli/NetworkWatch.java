package io.vmshare.cli;

import io.vmshare.cli.host.FirewallProbe;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.show.Printable;
import io.vmshare.cli.show.ReachChange;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.Reach;
import io.vmshare.reach.probe.HostProbe;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows the network of this machine while a share runs: lets it listen on bridges that appear later, and tells the owner
 * what the firewall does and when somebody gains or loses a way to the share.
 */
final class NetworkWatch implements Runnable {

    private static final long PERIOD_NANOS = 2_000_000_000;

    private final Listeners listeners;
    private final ShowFlags show;
    private final Set<String> told = new HashSet<>();
    private HostSnapshot seen;
    private Reach reach;

    /** Creates the watch of a share whose owner was told of {@code reach}, which follows from {@code seen}. */
    NetworkWatch(Listeners listeners, ShowFlags show, HostSnapshot seen, Reach reach) {
        this.listeners = listeners;
        this.show = show;
        this.seen = seen;
        this.reach = reach;
    }

    /** Runs on a thread of its own until the share is closed. */
    void start() {
        Thread thread = new Thread(this, "share-network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        LockSupport.parkNanos(BootNews.FIRST_ANSWERS_NANOS);
        tellOfFirewall(!show.isJson());
        LockSupport.parkNanos(PERIOD_NANOS);
        boolean open = follow(HostProbe.complete()); // the banner did not wait for all there is to see
        while (open) {
            LockSupport.parkNanos(PERIOD_NANOS);
            open = follow(HostProbe.networkOf(seen));
        }
    }

    /** Returns whether the share is still open. */
    private boolean follow(HostSnapshot latest) {
        if (latest.interfaces().isEmpty()) {
            return true; // they could not be read in time, which says nothing
        }
        seen = latest;
        try {
            listeners.follow(seen);
        } catch (IllegalStateException e) {
            return false;
        }
        Reach now = Reach.of(listeners.server().addresses(), seen);
        Optional<String> change = ReachChange.between(reach, now);
        reach = now;
        if (change.isPresent() && !show.isQuiet()) {
            ErrorLines.print(change.get());
            tellOfFirewall(false);
        }
        return true;
    }

    /** Tells what is new: as the banner's last lines, or as a message. It takes programs to find out. */
    private void tellOfFirewall(boolean inBanner) {
        if (show.isQuiet()) {
            return;
        }
        for (String line : Rulings.told(reach, FirewallProbe.look(seen))) {
            if (told.add(line)) {
                if (inBanner) {
                    StandardStreams.out("Firewall: " + Printable.of(line, StandardStreams.outCharset()) + "\n");
                } else {
                    ErrorLines.print("firewall: " + line);
                }
            }
        }
    }
}
