package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Outcome.Place;
import io.vmshare.cli.firewall.rules.Table;
import io.vmshare.cli.value.ShellWord;
import io.vmshare.reach.AddressText;
import java.util.Optional;

/**
 * Who keeps the rules that stop a client, judged by the names of tables and chains, and how they are asked to let it in.
 *
 * @param name for people, such as "firewalld's zone libvirt"
 * @param fix the command that opens just this port for just this network; empty if we know none
 */
record Wall(String name, Optional<String> fix) {

    private static final String NFT_NAME = "[A-Za-z][A-Za-z0-9_./-]*";

    /** Returns the wall at a place in the rules. */
    static Wall at(Place place, Approach approach) {
        if (FirewalldPlace.isIn(place)) {
            return FirewalldPlace.of(place, approach).wall(approach.port());
        }
        boolean inUfw = place.path().stream().anyMatch(Wall::isOfUfw);
        if (inUfw
                || (place.byPolicy() && place.table().chains().keySet().stream().anyMatch(Wall::isOfUfw))) {
            return ufw(approach, place.path().stream().anyMatch(chain -> chain.endsWith("-user-input")));
        }
        return place.table().tool() == Table.Tool.NFT ? nftables(place, approach) : iptables(place, approach);
    }

    private static boolean isOfUfw(String chain) {
        return chain.startsWith("ufw-") || chain.startsWith("ufw6-");
    }

    /**
     * Returns ufw as a wall.
     *
     * @param byRule whether a rule of the user stops the port and not the default: then the new one must come before it
     */
    static Wall ufw(Approach approach, boolean byRule) {
        String fix = "ufw " + (byRule ? "prepend " : "") + "allow in on " + ShellWord.quote(approach.interfaceName())
                + " to " + AddressText.of(approach.address()) + " port " + approach.port() + " proto tcp";
        return new Wall("ufw", Optional.of(fix));
    }

    private static Wall iptables(Place place, Approach approach) {
        String tool = place.table().family().equals("ip6") ? "ip6tables" : "iptables";
        if (place.table().tool() == Table.Tool.IPTABLES_LEGACY) {
            tool += "-legacy";
        }
        String table = place.table().name().equals("filter")
                ? ""
                : " -t " + place.table().name();
        String fix = tool + table + " -I " + place.base() + " -i " + ShellWord.quote(approach.interfaceName())
                + " -p tcp --dport " + approach.port() + " -j ACCEPT";
        return new Wall(tool + "' chain " + place.chain(), Optional.of(fix));
    }

    /** What accepts at the start of the base chain ends it; a name that nft would not read so has no command. */
    private static Wall nftables(Place place, Approach approach) {
        String where = place.table().family() + " " + place.table().name() + " ";
        String name = "nftables' chain " + where + place.chain();
        String words = where + place.base();
        boolean plain = place.table().name().matches(NFT_NAME)
                && place.base().matches(NFT_NAME)
                && approach.interfaceName().matches("[^\"*\\\\]+")
                && !place.table().isBelowIp();
        if (!plain) {
            return new Wall(name, Optional.empty());
        }
        String rule = "iifname \"" + approach.interfaceName() + "\" tcp dport " + approach.port() + " accept";
        return new Wall(name, Optional.of("nft insert rule " + words + " " + ShellWord.quote(rule)));
    }
}
