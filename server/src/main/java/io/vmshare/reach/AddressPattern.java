package io.vmshare.reach;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * What an IPv4 address looks like, also within the network of the interface it belongs to. Immutable.
 *
 * @param range the network it is in; all of IPv4 if that does not matter
 * @param number its number within the interface's own network, or -1 if that does not matter
 * @param orHigher whether a higher number will do
 * @param prefixLength the size of the interface's own network, or -1 if that does not matter
 */
record AddressPattern(LocalAddress range, int number, boolean orHigher, int prefixLength) {

    private static final LocalAddress ALL = LocalAddress.parse("0.0.0.0/0");

    static final AddressPattern ANY = new AddressPattern(ALL, -1, false, -1);

    static AddressPattern address(String address) {
        return within(address + "/32");
    }

    static AddressPattern within(String range) {
        return new AddressPattern(LocalAddress.parse(range), -1, false, -1);
    }

    /** Returns the pattern of the {@code number}-th address of its interface's network, whichever that is. */
    static AddressPattern number(int number) {
        return new AddressPattern(ALL, number, false, -1);
    }

    /** Returns the pattern of that and all later addresses of its interface's network. */
    static AddressPattern numberFrom(int number) {
        return new AddressPattern(ALL, number, true, -1);
    }

    /** Returns the same with that number within its interface's network. */
    AddressPattern numbered(int value) {
        return new AddressPattern(range, value, false, prefixLength);
    }

    /** Returns the same in a network of that size. */
    AddressPattern inNetworkOf(int bits) {
        return new AddressPattern(range, number, orHigher, bits);
    }

    boolean matches(InetAddress address, LocalAddress own) {
        return range.hasInNetwork(address)
                && (number < 0 || isNumbered(address, own))
                && (prefixLength < 0 || own.prefixLength() == prefixLength);
    }

    private boolean isNumbered(InetAddress address, LocalAddress own) {
        InetAddress least = own.inNetwork(number);
        if (!orHigher) {
            return least.equals(address);
        }
        return own.hasInNetwork(address) && Arrays.compareUnsigned(least.getAddress(), address.getAddress()) <= 0;
    }
}
