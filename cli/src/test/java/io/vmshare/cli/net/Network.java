package io.vmshare.cli.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A host and a guest, wired in one of the ways in which hypervisors do, and another machine in the host's LAN. No
 * hypervisor is needed: cables, bridges, addresses and rules are the kernel's own.
 */
final class Network implements AutoCloseable {

    private final List<Node> nodes = new ArrayList<>();

    private Network() {}

    /** Makes the machines and wires them. */
    static Network of(Layout layout) throws IOException, InterruptedException {
        Network network = new Network();
        try {
            network.nodes.add(Node.physical());
            network.nodes.add(Node.emulatedBy(layout.vendor, layout.product));
            network.nodes.add(Node.physical());
            network.onHost(layout.hostWires);
            network.guest().run(layout.guestWires);
            network.lan().run(layout.lanWires);
            return network;
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }

    Node host() {
        return nodes.get(0);
    }

    Node guest() {
        return nodes.get(1);
    }

    /** Returns the machine in the host's LAN; where the layout has none, it has no interface. */
    Node lan() {
        return nodes.get(2);
    }

    /** Runs a script on the host, in which {@code $GUEST} and {@code $LAN} are where the other ends of cables belong. */
    void onHost(String script) throws IOException, InterruptedException {
        host().run("GUEST=" + guest().pid() + "\nLAN=" + lan().pid() + "\n" + script);
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
