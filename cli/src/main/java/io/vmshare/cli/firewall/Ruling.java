package io.vmshare.cli.firewall;

import io.vmshare.cli.firewall.rules.Verdict;
import java.util.Optional;

/**
 * What becomes of a client, and who says so.
 *
 * @param verdict what
 * @param wall who decides, such as "firewalld's zone libvirt"; empty if nobody does
 * @param fix the command that opens just this port for just this network, for root on this machine; empty if nothing
 *     needs opening or none is known
 * @param line all of it on one line, as it stands after "Firewall: "
 */
public record Ruling(Verdict verdict, String wall, Optional<String> fix, String line) {

    /** Returns the ruling that nothing is in the way. */
    static Ruling open(String line) {
        return new Ruling(Verdict.OPEN, "", Optional.empty(), line);
    }

    /** Returns the ruling that a wall stops clients. */
    static Ruling closed(Verdict verdict, Wall wall, int port) {
        String does = verdict == Verdict.DROPPED ? " drops port " : " rejects port ";
        return new Ruling(verdict, wall.name(), wall.fix(), withFix(wall.name() + does + port, wall.fix()));
    }

    /** Returns the ruling that nobody can tell, with the reason. */
    static Ruling unknown(Wall wall, String reason) {
        return new Ruling(Verdict.UNKNOWN, wall.name(), wall.fix(), withFix("not known: " + reason, wall.fix()));
    }

    private static String withFix(String text, Optional<String> fix) {
        return fix.map(command -> text + ":  " + command).orElse(text);
    }
}
