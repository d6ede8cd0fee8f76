package io.vmshare.reach;

import java.net.InetAddress;

/**
 * What an IPv4 address looks like, also within the network of the interface it belongs to. Immutable.
 *
 * @param range the network it is in; all of IPv4 if that does not matter
 * @param number its number within the interface's own network, or -1 if that does not matter
 * @param prefixLength the size of the interface's own network, or -1 if that does not matter
 */
record AddressPattern(LocalAddress range, int number, int prefixLength) {

    private static final LocalAddress ALL = LocalAddress.parse("0.0.0.0/0");

    static final AddressPattern ANY = new AddressPattern(ALL, -1, -1);

    static AddressPattern address(String address) {
        return within(address + "/32");
    }

    static AddressPattern within(String range) {
        return new AddressPattern(LocalAddress.parse(range), -1, -1);
    }

    /** Returns the pattern of the {@code number}-th address of its interface's network, whichever that is. */
    static AddressPattern number(int number) {
        return new AddressPattern(ALL, number, -1);
    }

    /** Returns the same in a network of that size. */
    AddressPattern inNetworkOf(int bits) {
        return new AddressPattern(range, number, bits);
    }

    boolean matches(InetAddress address, LocalAddress own) {
        return range.hasInNetwork(address)
                && (number < 0 || own.inNetwork(number).equals(address))
                && (prefixLength < 0 || own.prefixLength() == prefixLength);
    }
}
