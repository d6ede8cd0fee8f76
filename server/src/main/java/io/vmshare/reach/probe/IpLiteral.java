package io.vmshare.reach.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.StringTokenizer;

/** Reads IP addresses in their textual form. Pure: whatever the text, no name server is asked. */
final class IpLiteral {

    private IpLiteral() {}

    /** Returns the address that {@code text} spells, without its zone; empty if it spells none, such as a name. */
    static Optional<InetAddress> parse(String text) {
        return text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
    }

    /** Returns the address that {@code text} spells in four decimals, as in {@code 10.0.2.2}; empty if it does not. */
    static Optional<InetAddress> parseIpv4(String text) {
        StringTokenizer parts = new StringTokenizer(text, ".", true);
        byte[] bytes = new byte[4];
        if (parts.countTokens() != 7) {
            return Optional.empty();
        }
        for (int i = 0; i < bytes.length; i++) {
            int value = octet(parts.nextToken());
            if (value < 0 || (i < 3 && !parts.nextToken().equals("."))) {
                return Optional.empty();
            }
            bytes[i] = (byte) value;
        }
        return Optional.of(address(bytes));
    }

    /** Returns the number from 0 to 255, or -1 if the text is none or has zeros before it, which some take for octal. */
    private static int octet(String text) {
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || i == 3 || (i > 0 && value == 0)) {
                return -1;
            }
            value = 10 * value + (c - '0');
        }
        return value > 255 ? -1 : value;
    }

    /** What begins with a digit or colon and has a colon in it is never taken for a name: it parses or fails. */
    private static Optional<InetAddress> parseIpv6(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        if (literal.indexOf(':') < 0) {
            return Optional.empty();
        }
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c > 'f' || (c != ':' && c != '.' && Character.digit(c, 16) < 0)) {
                return Optional.empty();
            }
        }
        try {
            return literal.charAt(0) == '.' ? Optional.empty() : Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are an address
        }
    }
}
