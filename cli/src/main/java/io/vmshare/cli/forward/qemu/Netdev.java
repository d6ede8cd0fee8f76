package io.vmshare.cli.forward.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest's network card is connected to, as {@code info network} lists it.
 *
 * @param id its name; QEMU's own names begin with {@code #} and change from run to run
 * @param type such as {@code user}, {@code tap} or {@code stream}
 * @param isRestricted whether the guest is kept from reaching the host, {@code restrict=on}
 */
record Netdev(String id, String type, boolean isRestricted) {

    /** Below a card or a hub the line is indented; behind a hub the port's name comes before the id. */
    private static final Pattern LINE = Pattern.compile("(?:.*: )?([^: \\\\]+): index=\\d+,type=([^,]*)(.*)");

    /** Returns all that are no network cards, in the order of the text. */
    static List<Netdev> parse(String infoNetwork) {
        List<Netdev> found = new ArrayList<>();
        for (String line : infoNetwork.lines().toList()) {
            Matcher parts = LINE.matcher(line.replaceFirst("^ \\\\ ", ""));
            if (parts.matches() && !parts.group(2).equals("nic")) {
                boolean restricted = (parts.group(3) + ",").contains(",restrict=on,");
                found.add(new Netdev(parts.group(1), parts.group(2), restricted));
            }
        }
        return found;
    }

    boolean isUser() {
        return type.equals("user");
    }

    boolean isUnnamed() {
        return id.startsWith("#");
    }
}
