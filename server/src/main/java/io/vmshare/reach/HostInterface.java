package io.vmshare.reach;

import java.util.List;

/**
 * A network interface of this machine as it was when looked at. Immutable.
 *
 * @param name the system's name, such as {@code eth0}
 * @param displayName the name shown to people; on Windows the adapter's description, elsewhere equal to the name
 * @param addresses its addresses, in the system's order
 * @param hardwareAddress its MAC address as in {@code 52:54:00:12:34:56}, in lower case; empty if it has none
 * @param up whether it is up and has a carrier; a bridge has none before its first guest
 * @param loopback whether it is the loopback interface
 * @param virtualBridge whether it is a bridge that no physical interface is a member of
 */
public record HostInterface(
        String name,
        String displayName,
        List<LocalAddress> addresses,
        String hardwareAddress,
        boolean up,
        boolean loopback,
        boolean virtualBridge) {

    private static final List<InterfaceName> VPN = List.of(
            InterfaceName.startingWith("tun"),
            InterfaceName.startingWith("wg"),
            InterfaceName.startingWith("tailscale"),
            InterfaceName.numbered("utun"),
            InterfaceName.numbered("ppp"),
            InterfaceName.exactly("nordlynx"),
            InterfaceName.startingWith("Tailscale"),
            InterfaceName.startingWith("WireGuard"));

    /** Copies the list. */
    public HostInterface {
        addresses = List.copyOf(addresses);
    }

    /** Describes an interface that is no bridge, or of which that is not known. */
    public HostInterface(
            String name,
            String displayName,
            List<LocalAddress> addresses,
            String hardwareAddress,
            boolean up,
            boolean loopback) {
        this(name, displayName, addresses, hardwareAddress, up, loopback, false);
    }

    /** Returns the same interface, known to be a bridge without a physical member. */
    public HostInterface asVirtualBridge() {
        return new HostInterface(name, displayName, addresses, hardwareAddress, up, loopback, true);
    }

    /** Returns whether it has the first address of each of its IPv4 networks, as the host of guests has. */
    boolean isFirstOfItsNetworks() {
        for (LocalAddress one : addresses) {
            if (one.isIpv4() && !one.inNetwork(1).equals(one.address())) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the name is one that VPN software gives; a guess. */
    public boolean isVpn() {
        for (InterfaceName form : VPN) {
            if (form.matches(name) || form.matches(displayName)) {
                return true;
            }
        }
        return false;
    }
}
