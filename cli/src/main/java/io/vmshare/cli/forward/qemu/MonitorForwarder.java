package io.vmshare.cli.forward.qemu;

import io.vmshare.cli.forward.ForwardException;
import io.vmshare.cli.forward.Forwarder;
import io.vmshare.cli.forward.LiveRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Forwards by the commands of QEMU's human monitor, whichever way leads there. */
public final class MonitorForwarder implements Forwarder {

    private final Monitor monitor;
    private final String id;
    private final String commandId;

    private MonitorForwarder(Monitor monitor, String id, String commandId) {
        this.monitor = monitor;
        this.id = id;
        this.commandId = commandId;
    }

    /**
     * Chooses the user network. Closes the monitor if that fails.
     *
     * @param netdev the name of the netdev; empty for the first one in user mode
     * @param notes takes what the owner should know, a line each
     * @throws ForwardException if there is none, or it is none in user mode
     */
    public static MonitorForwarder of(Monitor monitor, String netdev, Consumer<String> notes) {
        try {
            return choose(monitor, netdev, notes);
        } catch (ForwardException e) {
            monitor.close();
            throw e;
        }
    }

    private static MonitorForwarder choose(Monitor monitor, String netdev, Consumer<String> notes) {
        List<Netdev> netdevs = Netdev.parse(monitor.say(MonitorLine.INFO_NETWORK));
        List<UserNetwork> networks = UserNetwork.parse(monitor.say(MonitorLine.INFO_USERNET));
        Netdev chosen = netdev.isEmpty() ? first(netdevs, networks) : named(netdev, netdevs);
        if (netdev.isEmpty() && networks.size() > 1) {
            notes.accept("this guest has " + networks.size() + " user networks; " + chosen.id()
                    + " is taken, --netdev chooses another");
        }
        if (chosen.isRestricted()) {
            notes.accept("restrict=on: this forward works, but the guest cannot reach this host");
        }
        boolean leaveOut = chosen.isUnnamed() && isFirst(chosen, networks);
        return new MonitorForwarder(monitor, chosen.id(), leaveOut ? "" : chosen.id());
    }

    private static boolean isFirst(Netdev netdev, List<UserNetwork> networks) {
        return !networks.isEmpty() && networks.get(0).id().equals(netdev.id());
    }

    /** The first in the order in which QEMU made them, which {@code info network} does not keep. */
    private static Netdev first(List<Netdev> netdevs, List<UserNetwork> networks) {
        for (Netdev netdev : netdevs) {
            if (netdev.isUser() && isFirst(netdev, networks)) {
                return netdev;
            }
        }
        String others = names(netdevs, false);
        throw new ForwardException("this guest is not on user networking"
                + (others.isEmpty() ? ": it has no network" : " but on " + others)
                + "; nothing needs to be forwarded: use the guest's own address");
    }

    private static Netdev named(String id, List<Netdev> netdevs) {
        for (Netdev netdev : netdevs) {
            if (netdev.id().equals(id)) {
                if (netdev.isUser()) {
                    return netdev;
                }
                throw new ForwardException("--netdev: " + id + ": it is of type " + netdev.type()
                        + " and forwards nothing; use the guest's own address");
            }
        }
        String users = names(netdevs, true);
        throw new ForwardException("--netdev: " + id + ": no such netdev; "
                + (users.isEmpty() ? "this guest is not on user networking" : "there is " + users));
    }

    private static String names(List<Netdev> netdevs, boolean user) {
        List<String> names = new ArrayList<>();
        for (Netdev netdev : netdevs) {
            if (netdev.isUser() == user) {
                names.add(user ? netdev.id() : netdev.type() + " (" + netdev.id() + ")");
            }
        }
        return String.join(", ", names);
    }

    @Override
    public List<LiveRule> rules() {
        for (UserNetwork network : UserNetwork.parse(monitor.say(MonitorLine.INFO_USERNET))) {
            if (network.id().equals(id)) {
                return network.rules();
            }
        }
        throw new ForwardException("--netdev: " + id + ": it is gone; name another one");
    }

    @Override
    public Optional<LiveRule> add(int hostPort, String guestAddress, int guestPort) {
        List<LiveRule> before = rules();
        String text = monitor.say(MonitorLine.add(commandId, hostPort, guestAddress, guestPort));
        return switch (AddReply.of(text)) {
            case ADDED -> Optional.of(added(before, guestPort));
            case NOT_SET_UP -> Optional.empty();
            case NO_SUCH_NETDEV, NOT_USER_MODE, NO_USER_NETWORK ->
                throw new ForwardException("--netdev: " + id + ": it changed meanwhile; try again");
            case OTHER -> throw new ForwardException("QEMU does not forward it: it says: " + text.strip());
        };
    }

    /** Looks the new rule up: it has the port that was really bound. */
    private LiveRule added(List<LiveRule> before, int guestPort) {
        for (LiveRule rule : rules()) {
            if (rule.isLoopback() && rule.guestPort() == guestPort && !before.contains(rule)) {
                return rule;
            }
        }
        throw new ForwardException("QEMU lists no forward that it said it made; try again");
    }

    /** With the guest go its rules. */
    @Override
    public void remove(LiveRule rule) {
        if (monitor.goneWithin(Duration.ZERO).isPresent()) {
            return;
        }
        String text =
                monitor.say(MonitorLine.remove(commandId, rule.hostPort())).strip();
        if (!text.endsWith(" removed") && !text.endsWith(" not found")) {
            throw new ForwardException("the forward of port " + rule.hostPort() + " stays: QEMU says: " + text);
        }
    }

    @Override
    public String whyNothingAnswers() {
        return monitor.whyNothingAnswers();
    }

    @Override
    public Optional<String> goneWithin(Duration patience) {
        return monitor.goneWithin(patience);
    }

    @Override
    public void close() {
        monitor.close();
    }
}
