package io.vmshare.cli;

import io.vmshare.ShareServer;
import io.vmshare.StartupException;
import io.vmshare.reach.AddressText;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.probe.HostProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses that a share listens on, kept equal to those that {@code --network} asks for. */
final class Listeners {

    private final ShareServer server;
    private final ListenFlags listen;
    private final Set<InetAddress> complained = new HashSet<>();

    private Listeners(ShareServer server, ListenFlags listen) {
        this.server = server;
        this.listen = listen;
    }

    /**
     * Lets a share that was started on {@link ListenFlags#addressesAtFirst} listen on all addresses that are there.
     *
     * @param probe the look at this machine, which is there if the addresses are followed
     * @throws StartupException if one cannot be listened on; the share is closed then
     */
    static Listeners begin(ShareServer server, ListenFlags listen, Optional<HostProbe> probe) {
        Listeners listeners = new Listeners(server, listen);
        try {
            if (listen.areFollowed()) {
                for (InetAddress address : listen.addresses(probe.orElseThrow().await())) {
                    listeners.listen(address);
                }
            }
            return listeners;
        } catch (StartupException e) {
            server.close();
            throw e;
        }
    }

    /** Returns the share. */
    ShareServer server() {
        return server;
    }

    /**
     * Listens on what has appeared and no longer on what is gone. What cannot be listened on is told once.
     *
     * @throws IllegalStateException if the share is closed
     */
    void follow(HostSnapshot seen) {
        if (!listen.areFollowed()) {
            return;
        }
        List<InetAddress> wanted = listen.addresses(seen);
        for (InetAddress address : wanted) {
            try {
                listen(address);
                complained.remove(address);
            } catch (StartupException e) {
                if (complained.add(address)) {
                    ErrorLines.print(AddressText.of(address) + " appeared and is not served: " + e.getMessage());
                }
            }
        }
        for (InetSocketAddress bound : server.addresses()) {
            if (!wanted.contains(bound.getAddress())) {
                server.stopListening(bound);
            }
        }
    }

    /** Listens, except on an address that is gone again or not ready: an IPv6 one is not before it is known to be unique. */
    private void listen(InetAddress address) {
        for (InetSocketAddress bound : server.addresses()) {
            if (bound.getAddress().equals(address)) {
                return;
            }
        }
        try {
            server.listen(
                    new InetSocketAddress(address, server.addresses().get(0).getPort()));
        } catch (StartupException e) {
            if (e.reason() != StartupException.Reason.ADDRESS) {
                throw e;
            }
        }
    }
}
