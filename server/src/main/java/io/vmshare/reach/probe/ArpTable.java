package io.vmshare.reach.probe;

import io.vmshare.reach.KnownGuest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * Reads the output of {@code arp -an} of macOS: {@code ? (192.168.64.2) at 52:54:0:2a:12:b6 on bridge100 ifscope
 * [bridge]}. Pure.
 */
final class ArpTable {

    private ArpTable() {}

    /** Returns the neighbours on the bridges of vmnet, which are guests; not those that do not answer, nor broadcast. */
    static List<KnownGuest> guests(String table) {
        List<KnownGuest> guests = new ArrayList<>();
        StringTokenizer lines = new StringTokenizer(table, "\r\n");
        while (lines.hasMoreTokens()) {
            StringTokenizer words = new StringTokenizer(lines.nextToken());
            if (words.countTokens() < 6) {
                continue;
            }
            words.nextToken(); // the name, of which none is asked for
            String inBrackets = words.nextToken();
            words.nextToken(); // at
            String hardware = words.nextToken();
            words.nextToken(); // on
            String bridge = words.nextToken();
            Optional<InetAddress> address = inBrackets.startsWith("(") && inBrackets.endsWith(")")
                    ? IpLiteral.parse(inBrackets.substring(1, inBrackets.length() - 1))
                    : Optional.empty();
            boolean answers = hardware.indexOf(':') > 0 && !hardware.equals("ff:ff:ff:ff:ff:ff");
            if (address.isPresent() && answers && isVmnet(bridge)) {
                guests.add(new KnownGuest(bridge, address.get(), hardware));
            }
        }
        return guests;
    }

    /** Returns whether that is one of vmnet's: {@code bridge100} and on. */
    private static boolean isVmnet(String name) {
        return name.startsWith("bridge")
                && name.length() >= "bridge100".length()
                && name.charAt(6) >= '1'
                && name.charAt(6) <= '9';
    }
}
