package io.vmshare.reach;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/** Renders IP addresses for people. Pure. */
public final class AddressText {

    private AddressText() {}

    /**
     * Returns the address as text without its zone: IPv4 in dotted decimals, IPv6 with its longest run of zeros
     * shortened and without brackets (RFC 5952 §4).
     */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        int[] groups = groups(address.getAddress());
        int start = -1;
        int length = 1; // a single zero group is not shortened (RFC 5952 §4.2.2)
        for (int i = 0; i < groups.length; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                if (i > 0 && i != start + length) {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** Returns the address as the host of a URI: IPv6 in brackets (RFC 3986 §3.2.2). */
    public static String inUri(InetAddress address) {
        return address instanceof Inet6Address ? "[" + of(address) + "]" : of(address);
    }

    /**
     * Returns the same, with a link-local address's zone (RFC 6874 §2); empty if it has one that no {@link java.net.URI}
     * can hold, which takes letters, digits, dots and underscores only.
     */
    public static Optional<String> inUri(InetAddress address, String zone) {
        String host = inUri(address);
        if (!(address instanceof Inet6Address) || !address.isLinkLocalAddress() || zone.isEmpty()) {
            return Optional.of(host);
        }
        for (int i = 0; i < zone.length(); i++) {
            char c = zone.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '.' && c != '_') {
                return Optional.empty();
            }
        }
        return Optional.of(host.substring(0, host.length() - 1) + "%25" + zone + "]");
    }

    private static int[] groups(byte[] bytes) {
        int[] groups = new int[bytes.length / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        return groups;
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}
