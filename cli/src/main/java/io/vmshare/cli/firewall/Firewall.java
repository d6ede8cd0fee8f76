package io.vmshare.cli.firewall;

/** The firewall of this machine as it was when looked at. Immutable. */
@FunctionalInterface
public interface Firewall {

    /** Returns what becomes of clients that come so. Pure. */
    Ruling ruling(Approach approach);
}
