package io.vmshare.cli.show;

import io.vmshare.cli.value.ShellWord;
import io.vmshare.reach.AddressText;
import io.vmshare.reach.Forward;
import io.vmshare.reach.MissingBinding;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import io.vmshare.reach.ShareUrl.From;
import io.vmshare.reach.ShareUrl.Kind;
import io.vmshare.reach.Wiring;
import io.vmshare.reach.Wiring.Confidence;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Renders for people who reaches a share and how. Pure. */
public final class ReachText {

    private static final int URL_COLUMN = 29;
    private static final int NOTE_GAP = 10;

    private ReachText() {}

    /**
     * Returns what a share tells of itself: how this machine is wired, and who reaches the share where.
     *
     * @param charset that of the terminal; names of interfaces, guests and firmware may hold anything
     */
    public static String toShare(Reach reach, Charset charset) {
        return printable(share(reach, withoutIpv6OfSlirp(reach.urls()), "it"), charset);
    }

    /** Returns all there is to tell without a share: the same, and the URLs of a share on the other side. */
    public static String bothWays(Reach reach, Charset charset) {
        String other = section("From here, a share on the host is reached at\n", reach.hostUrls(), From.GUEST)
                + section("From here, a share in a guest is reached at\n", reach.guestUrls(), From.HOST);
        return printable(share(reach, reach.urls(), "a share here") + other, charset);
    }

    /** Returns how whoever reaches a share here gets this program from it; empty if only this machine does. */
    public static String itself(Reach reach) {
        if (reach.urls().isEmpty() || reach.urls().get(0).kind() == Kind.THIS_MACHINE) {
            return "";
        }
        String url = ShellWord.quote(reach.urls().get(0).uri() + "?self");
        String start = " " + url + " && java -jar share.jar\n";
        return "This program, over there:  wget -O share.jar" + start + "                           curl -fo share.jar"
                + start;
    }

    private static String share(Reach reach, List<ShareUrl> urls, String what) {
        String where = reach.isGuest() ? "A guest on this machine reaches " : "A guest on this host reaches ";
        return wirings(reach)
                + section("Its host reaches " + what + " at\n", urls, From.HOST)
                + forwards(reach)
                + section(where + what + " at\n", urls, From.GUEST)
                + section("", urls, From.THIS_MACHINE)
                + missing(reach);
    }

    private static String printable(String text, Charset charset) {
        StringBuilder printable = new StringBuilder();
        text.lines()
                .forEach(line -> printable.append(Printable.of(line, charset)).append('\n'));
        return printable.toString();
    }

    /** Returns the URL by which a host reaches the port that it forwards to a guest's of the same number. */
    static String forwarded(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    private static String wirings(Reach reach) {
        StringBuilder text = new StringBuilder();
        for (Wiring wiring : reach.wirings()) {
            text.append(text.length() == 0 ? "This machine " : "It ");
            text.append(wiring.confidence() == Confidence.HIGH ? "is a guest" : "looks like a guest");
            text.append(" on ").append(wiring.interfaceName()).append(": ").append(name(reach, wiring));
            text.append(" (").append(String.join(", ", wiring.evidence())).append(")\n");
        }
        return text.length() == 0 ? "" : text.append('\n').toString();
    }

    private static String name(Reach reach, Wiring wiring) {
        if (wiring.confidence() != Confidence.LOW) {
            return wiring.network().label();
        }
        String machine = reach.machine().platform().label();
        return (machine.isEmpty() ? "" : machine + "; ") + "bridged or not cannot be told from within";
    }

    /** Leaves out the IPv6 address of user networks where they have the IPv4 one, which guests prefer, too. */
    private static List<ShareUrl> withoutIpv6OfSlirp(List<ShareUrl> urls) {
        List<ShareUrl> ipv4 = new ArrayList<>(urls);
        ipv4.removeIf(
                url -> url.kind() == Kind.USER_NETWORK && url.uri().getHost().startsWith("["));
        boolean left = ipv4.stream().anyMatch(url -> url.kind() == Kind.USER_NETWORK);
        return left ? ipv4 : urls;
    }

    private static String section(String heading, List<ShareUrl> urls, From from) {
        int width = 0;
        for (ShareUrl url : urls) {
            width = Math.max(width, url.uri().toString().length());
        }
        StringBuilder lines = new StringBuilder();
        for (ShareUrl url : urls) {
            if (url.from() == from) {
                StringBuilder line = new StringBuilder(heading.isEmpty() ? "" : "  ").append(label(url));
                pad(line, URL_COLUMN);
                line.append(url.uri());
                String note = note(url);
                if (!note.isEmpty()) {
                    pad(line, URL_COLUMN + width + NOTE_GAP);
                    line.append(note);
                }
                lines.append(line).append('\n');
            }
        }
        return lines.length() == 0 ? "" : heading + lines;
    }

    private static String forwards(Reach reach) {
        List<Forward> forwards = reach.forwards();
        if (forwards.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "Its host reaches it by a forwarded port, at the host's " + forwarded(reach.forwardedPort()) + "\n");
        for (Forward forward : forwards) {
            StringBuilder line = new StringBuilder("  ").append(forward.where());
            pad(line, URL_COLUMN);
            text.append(line).append(forward.command()).append('\n');
        }
        return text.toString();
    }

    private static String missing(Reach reach) {
        StringBuilder bound = new StringBuilder();
        StringBuilder hopeless = new StringBuilder();
        for (MissingBinding one : reach.missing()) {
            if (one.address().isEmpty()) {
                hopeless.append("Not reached:  ")
                        .append(one.who())
                        .append(' ')
                        .append(one.note())
                        .append('\n');
            } else {
                bound.append(bound.length() == 0 ? "Not bound:  " : ", ").append(one.who());
                bound.append(one.note().isEmpty() ? "" : ", " + one.note());
                bound.append(" (--bind ")
                        .append(AddressText.of(one.address().get()))
                        .append(')');
            }
        }
        return (bound.length() == 0 ? "" : bound + "\n") + hopeless;
    }

    private static String label(ShareUrl url) {
        return switch (url.kind()) {
            case USER_NETWORK -> url.from() == From.HOST ? "Relayed" : "User networking (slirp)";
            case NAT -> "NAT";
            case LAN -> "Bridged, routed";
            case THIS_MACHINE -> "This machine";
        };
    }

    private static String note(ShareUrl url) {
        if (url.interfaceName().isEmpty()) {
            return url.note();
        }
        return url.note().isEmpty() ? url.interfaceName() : url.interfaceName() + " (" + url.note() + ")";
    }

    private static void pad(StringBuilder line, int column) {
        while (line.length() < column) {
            line.append(' ');
        }
    }
}
