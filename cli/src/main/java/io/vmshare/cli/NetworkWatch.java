package io.vmshare.cli;

import io.vmshare.ShareServer;
import io.vmshare.StartupException;
import io.vmshare.cli.show.ReachChange;
import io.vmshare.reach.AddressText;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.Reach;
import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows the addresses of this machine while a share runs: listens on those that {@code --network} asks for, also on
 * bridges that appear later, and tells the owner when somebody gains or loses a way to the share.
 */
final class NetworkWatch implements Runnable {

    private static final long PERIOD_NANOS = 2_000_000_000;

    private final ShareServer server;
    private final ListenFlags listen;
    private final boolean quiet;
    private final Set<InetAddress> complained = new HashSet<>();
    private Reach reach;

    private NetworkWatch(ShareServer server, ListenFlags listen, boolean quiet, HostSnapshot seen) {
        this.server = server;
        this.listen = listen;
        this.quiet = quiet;
        this.reach = Reach.of(server.addresses(), seen);
    }

    /**
     * Lets a share that was started on {@link ListenFlags#addressesAtFirst} listen on all addresses that are there.
     *
     * @throws StartupException if one cannot be listened on; the share is closed then
     */
    static NetworkWatch begin(ShareServer server, ListenFlags listen, boolean quiet, HostSnapshot seen) {
        NetworkWatch watch = new NetworkWatch(server, listen, quiet, seen);
        try {
            for (InetAddress address : listen.addresses(seen)) {
                if (!watch.isBound(address)) {
                    watch.listen(address);
                }
            }
        } catch (StartupException e) {
            server.close();
            throw e;
        }
        watch.reach = Reach.of(server.addresses(), seen);
        return watch;
    }

    /** Returns the share. */
    ShareServer server() {
        return server;
    }

    /** Returns who reaches the share, as of the last look. */
    Reach reach() {
        return reach;
    }

    /** Goes on following them, on a thread of its own, until the share is closed. */
    void start() {
        Thread thread = new Thread(this, "share-network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PERIOD_NANOS);
                follow(HostProbe.snapshot());
            }
        } catch (IllegalStateException e) {
            return; // the share is closed
        }
    }

    private void follow(HostSnapshot seen) {
        if (seen.interfaces().isEmpty()) {
            return; // they could not be read in time, which says nothing
        }
        List<InetAddress> wanted = listen.addresses(seen);
        for (InetAddress address : wanted) {
            if (!isBound(address)) {
                tryToListen(address);
            }
        }
        for (InetSocketAddress bound : server.addresses()) {
            if (!wanted.contains(bound.getAddress())) {
                server.stopListening(bound);
            }
        }
        Reach now = Reach.of(server.addresses(), seen);
        Optional<String> change = ReachChange.between(reach, now);
        reach = now;
        if (change.isPresent() && !quiet) {
            ErrorLines.print(change.get());
        }
    }

    private boolean isBound(InetAddress address) {
        for (InetSocketAddress bound : server.addresses()) {
            if (bound.getAddress().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Listens, except on an address that is not ready or gone again: an IPv6 one is not before it is known to be unique. */
    private void listen(InetAddress address) {
        try {
            server.listen(
                    new InetSocketAddress(address, server.addresses().get(0).getPort()));
        } catch (StartupException e) {
            if (e.reason() != StartupException.Reason.ADDRESS) {
                throw e;
            }
        }
    }

    private void tryToListen(InetAddress address) {
        try {
            listen(address);
            complained.remove(address);
        } catch (StartupException e) {
            if (complained.add(address)) {
                ErrorLines.print(AddressText.of(address) + " appeared and is not served: " + e.getMessage());
            }
        }
    }
}
