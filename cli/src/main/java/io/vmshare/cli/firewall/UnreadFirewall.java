package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Verdict;
import java.util.Optional;

/**
 * Linux's packet filter without its rules, which root alone may read, and what else is seen of it.
 *
 * @param keeper who keeps the rules, as far as can be seen
 * @param zones firewalld's zones, if it told them
 */
public record UnreadFirewall(Keeper keeper, Optional<FirewalldZones> zones) implements Firewall {

    private static final String UNREAD = ", and its rules can be read by root only";

    /** Programs that keep a firewall's rules. */
    public enum Keeper {
        FIREWALLD,
        UFW,
        UNKNOWN
    }

    @Override
    public Ruling ruling(Approach approach) {
        return switch (keeper) {
            case FIREWALLD ->
                zones.map(known -> byZone(known, approach))
                        .orElseGet(() -> Ruling.unknown(
                                FirewalldPlace.unnamed(approach).wall(approach.port()),
                                "firewalld is active" + UNREAD));
            case UFW -> Ruling.unknown(Wall.ufw(approach, false), "ufw is active" + UNREAD);
            case UNKNOWN ->
                new Ruling(
                        Verdict.UNKNOWN,
                        "",
                        Optional.empty(),
                        "not known: rules can be read by root only:  nft list ruleset");
        };
    }

    private static Ruling byZone(FirewalldZones zones, Approach approach) {
        Optional<String> zone = zones.of(approach.interfaceName());
        if (zone.isEmpty()) {
            return Ruling.unknown(
                    FirewalldPlace.unnamed(approach).wall(approach.port()), "firewalld is active" + UNREAD);
        }
        Wall wall = FirewalldPlace.zone(zone.get()).wall(approach.port());
        return zones.lets(zone.get(), approach.port())
                ? Ruling.open(wall.name() + " lets port " + approach.port() + " in")
                : Ruling.unknown(wall, wall.name() + " does not list port " + approach.port());
    }
}
