package io.vmshare.cli.boot;

import io.vmshare.cli.value.ShellWord;
import io.vmshare.netboot.Architecture;
import io.vmshare.reach.GuestNetwork;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import io.vmshare.reach.ShareUrl.From;
import io.vmshare.reach.ShareUrl.Kind;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where commands are to be run, and how what they start reaches the share. URLs have a slash at their end; one that is
 * empty is not answered. Immutable.
 *
 * @param paths where the files are
 * @param slirp the share's URL for guests on user networking
 * @param virtualBox the same for VirtualBox's NAT
 * @param libvirt the same for guests on a bridge of libvirt
 * @param network the same for others: on the LAN, or else on some virtual bridge
 * @param here the same for this machine
 * @param port the port of the share
 * @param accelerated what guests the machine runs itself, in place of emulating them
 */
public record BootPlace(
        LocalPaths paths,
        String slirp,
        String virtualBox,
        String libvirt,
        String network,
        String here,
        int port,
        Set<Architecture> accelerated) {

    private static final String PROGRAM = "java -jar share.jar";
    private static final int DEFAULT_PORT = 8000;

    /** Copies the set. */
    public BootPlace {
        accelerated = Set.copyOf(accelerated);
    }

    /** Returns the place of a share that is reached so. */
    public static BootPlace of(Reach reach, LocalPaths paths, Set<Architecture> accelerated) {
        String lan = first(reach, Kind.LAN);
        String here = first(reach, Kind.THIS_MACHINE);
        return new BootPlace(
                paths,
                text(reach.uri(GuestNetwork.QEMU_USER)),
                text(reach.uri(GuestNetwork.VIRTUALBOX_NAT)),
                text(reach.uri(GuestNetwork.LIBVIRT)),
                lan.isEmpty() ? first(reach, Kind.NAT) : lan,
                here.isEmpty() ? lan : here,
                reach.port(),
                accelerated);
    }

    /** Returns the command that makes the share. */
    String shareCommand() {
        return PROGRAM + arguments();
    }

    /** Returns the command that tells all ways. */
    String bootCommand() {
        return PROGRAM + " boot" + arguments();
    }

    private String arguments() {
        StringBuilder text = new StringBuilder(paths.options());
        text.append(port == DEFAULT_PORT ? "" : " --port " + port);
        paths.roots().forEach(root -> text.append(' ').append(ShellWord.quote(root)));
        return text.toString();
    }

    /** Returns the likeliest URL for a guest of this machine; empty if there is none. */
    String forGuests() {
        return !slirp.isEmpty() ? slirp : forBridges();
    }

    /** Returns the URL for guests that are not on user networking, and for other machines; empty if there is none. */
    String forBridges() {
        return !libvirt.isEmpty() ? libvirt : network;
    }

    private static String first(Reach reach, Kind kind) {
        for (ShareUrl url : reach.urls()) {
            if (url.kind() == kind && url.from() != From.HOST) {
                return url.uri().toString();
            }
        }
        return "";
    }

    private static String text(Optional<URI> uri) {
        return uri.map(URI::toString).orElse("");
    }
}
