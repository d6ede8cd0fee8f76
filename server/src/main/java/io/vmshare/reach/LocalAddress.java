package io.vmshare.reach;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An address of an interface, with the size of the network it is in. Immutable.
 *
 * @param address the address; IPv6 may have a zone
 * @param prefixLength how many leading bits are the network's, 0 to 32 or 128
 */
public record LocalAddress(InetAddress address, int prefixLength) {

    /** Checks the prefix. */
    public LocalAddress {
        if (prefixLength < 0 || prefixLength > bits(address)) {
            throw new IllegalArgumentException("prefix of " + address + " out of range: " + prefixLength);
        }
    }

    /** Returns the address written as in {@code 192.168.122.1/24}. */
    public static LocalAddress parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.getByName(slash < 0 ? text : text.substring(0, slash));
            return new LocalAddress(address, slash < 0 ? bits(address) : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not an address with a prefix: " + text, e);
        }
    }

    /** Returns whether the address is an IPv4 one. */
    public boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    /** Returns whether {@code other} is in the same network. */
    public boolean hasInNetwork(InetAddress other) {
        byte[] one = address.getAddress();
        byte[] two = other.getAddress();
        return one.length == two.length && Arrays.equals(network(one), network(two));
    }

    /** Returns the {@code number}-th address of the network, counted from its own, which is number 0. */
    public InetAddress inNetwork(int number) {
        byte[] bytes = network(address.getAddress());
        int carry = number;
        for (int i = bytes.length - 1; i >= 0 && carry != 0; i--) {
            carry += bytes[i] & 0xff;
            bytes[i] = (byte) carry;
            carry >>>= 8;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is that of an address
        }
    }

    private byte[] network(byte[] bytes) {
        byte[] network = bytes.clone();
        for (int i = 0; i < network.length; i++) {
            int own = Math.max(0, Math.min(8, prefixLength - 8 * i));
            network[i] &= (byte) (0xff << (8 - own));
        }
        return network;
    }

    private static int bits(InetAddress address) {
        return 8 * address.getAddress().length;
    }
}
