package io.vmshare.cli.forward;

import io.vmshare.cli.host.FreePort;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One forward from its begin to its end: what is there already is used and stays, what is added is removed. Thread-safe.
 */
public final class Forwarding {

    private final Forwarder forwarder;
    private final Consumer<String> notes;
    private @Nullable LiveRule added;
    private boolean ended;

    /**
     * Creates one that has done nothing yet.
     *
     * @param notes takes what the owner should know, a line each
     */
    public Forwarding(Forwarder forwarder, Consumer<String> notes) {
        this.forwarder = forwarder;
        this.notes = notes;
    }

    /**
     * Returns the rule that does what is requested, which is added if there is none.
     *
     * @throws ForwardException if it cannot be had
     */
    public synchronized LiveRule begin(ForwardRequest request) {
        if (ended) {
            throw new ForwardException("told to stop");
        }
        List<LiveRule> rules = forwarder.rules();
        Optional<LiveRule> there = LiveRule.doing(request, rules);
        if (there.isPresent()) {
            tellOf(there.get());
            return there.get();
        }
        added = request.hostPort().isPresent() ? addAt(request.hostPort().getAsInt(), request, rules) : add(request);
        return added;
    }

    /** Removes what was added, if anything; from now on nothing is. */
    public synchronized void end() {
        ended = true;
        LiveRule rule = added;
        added = null;
        if (rule != null) {
            forwarder.remove(rule);
        }
    }

    /**
     * Removes the rule of the requested host port, or else all that lead from 127.0.0.1 to the requested guest port.
     *
     * @throws ForwardException if there is none
     */
    public synchronized void remove(ForwardRequest request) {
        int removed = 0;
        for (LiveRule rule : forwarder.rules()) {
            boolean meant = request.hostPort().isPresent()
                    ? rule.hostPort() == request.hostPort().getAsInt()
                    : rule.guestPort() == request.guestPort();
            if (rule.isLoopback() && meant) {
                forwarder.remove(rule);
                removed++;
            }
        }
        if (removed == 0) {
            throw new ForwardException(
                    request.hostPort().isPresent()
                            ? "no forward from 127.0.0.1:" + request.hostPort().getAsInt() + "; nothing is removed"
                            : "no forward from 127.0.0.1 to the guest's port " + request.guestPort()
                                    + "; nothing is removed");
        }
    }

    private void tellOf(LiveRule rule) {
        notes.accept("port " + rule.hostPort() + " is forwarded to " + rule.target() + " already; it is used and stays"
                + (rule.isOpen() ? "; neighbours reach it, too, since it listens on all addresses" : ""));
    }

    /** Takes the guest's number if that can be had, else any. */
    private LiveRule add(ForwardRequest request) {
        int port = request.guestPort();
        if (FreePort.isFree(port)) {
            Optional<LiveRule> rule = forwarder.add(port, request.guestAddress(), port);
            if (rule.isPresent()) {
                return rule.get();
            }
        }
        LiveRule rule = forwarder
                .add(0, request.guestAddress(), port)
                .orElseThrow(() -> new ForwardException("cannot forward any port of 127.0.0.1: the hypervisor may"
                        + " not listen there; it runs in a sandbox or on another machine"));
        notes.accept("port " + port + " of 127.0.0.1 cannot be had here, so it is " + rule.hostPort()
                + "; --host-port chooses another");
        return rule;
    }

    private LiveRule addAt(int hostPort, ForwardRequest request, List<LiveRule> rules) {
        return forwarder
                .add(hostPort, request.guestAddress(), request.guestPort())
                .orElseThrow(() -> new ForwardException("cannot forward 127.0.0.1:" + hostPort + ": "
                        + LiveRule.at(hostPort, rules)
                                .map(rule -> "it is forwarded to " + rule.target() + " already")
                                .orElse(whyNot(hostPort))
                        + "; choose another --host-port"));
    }

    /** The hypervisor does not tell, so the port is tried from here. */
    private static String whyNot(int hostPort) {
        if (FreePort.isFree(hostPort)) {
            return "free here, but the hypervisor may not listen on it; it runs as another user or in a sandbox";
        }
        return hostPort < 1024
                ? "port already in use, or ports below 1024 are not allowed"
                : "port already in use by another program";
    }
}
