package io.vmshare.cli.forward.qemu;

import io.vmshare.cli.forward.LiveRule;

/** The commands for QEMU's human monitor. Pure; whoever calls has checked that no value holds a space. */
final class MonitorLine {

    static final String INFO_NETWORK = "info network";
    static final String INFO_USERNET = "info usernet";

    private MonitorLine() {}

    /**
     * Returns the command that adds a rule. The host's address is always there: without it QEMU listens on all.
     *
     * @param netdev the user network's name; empty for the first one
     * @param hostPort 0 for any
     * @param guestAddress empty for the address the user network gave
     */
    static String add(String netdev, int hostPort, String guestAddress, int guestPort) {
        return "hostfwd_add " + prefix(netdev) + "tcp:" + LiveRule.LOOPBACK + ":" + hostPort + "-" + guestAddress + ":"
                + guestPort;
    }

    /** Returns the command that removes a rule of 127.0.0.1. */
    static String remove(String netdev, int hostPort) {
        return "hostfwd_remove " + prefix(netdev) + "tcp:" + LiveRule.LOOPBACK + ":" + hostPort;
    }

    private static String prefix(String netdev) {
        return netdev.isEmpty() ? "" : netdev + " ";
    }
}
