package io.vmshare.cli.firewall.rules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The addresses that begin with the same bits.
 *
 * @param address one of them, four or sixteen bytes
 * @param length how many bits they share; 0 is every address of the family
 */
public record Subnet(InetAddress address, int length) {

    /** Checks the length. */
    public Subnet {
        if (length < 0 || length > 8 * address.getAddress().length) {
            throw new IllegalArgumentException("no length of a prefix of " + address + ": " + length);
        }
    }

    /** Returns the subnet of one address only. */
    public static Subnet of(InetAddress address) {
        return new Subnet(address, 8 * address.getAddress().length);
    }

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/64} or a plain address; empty if it is none. Asks no name server. */
    static Optional<Subnet> parse(String text) {
        int slash = text.indexOf('/');
        String length = slash < 0 ? "" : text.substring(slash + 1);
        Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || (slash >= 0 && !length.matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        int bits = 8 * address.get().getAddress().length;
        int shared = slash < 0 ? bits : Integer.parseInt(length);
        return shared > bits ? Optional.empty() : Optional.of(new Subnet(address.get(), shared));
    }

    private static Optional<InetAddress> literal(String text) {
        boolean literal = text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+") || text.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
        try {
            return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Returns whether every address of {@code other} is in this subnet, too. */
    boolean contains(Subnet other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.address.getAddress();
        if (ours.length != theirs.length || length > other.length) {
            return false;
        }
        int whole = length / 8;
        int mask = (0xff00 >> (length % 8)) & 0xff;
        return Arrays.equals(ours, 0, whole, theirs, 0, whole)
                && (mask == 0 || (ours[whole] & mask) == (theirs[whole] & mask));
    }
}
