package io.vmshare.cli.show;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.ShareUrl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.List;

/** Renders for people what is shared and under which URLs. Pure. */
public final class Banner {

    private static final int URL_COLUMN = 29;
    private static final int NOTE_GAP = 10;

    private Banner() {}

    /** Returns the lines shown once a share listens, for a terminal with the character set {@code charset}. */
    public static String render(Announcement share, Charset charset) {
        StringBuilder text = new StringBuilder();
        text.append("share ").append(share.version()).append("  ");
        text.append(shared(share, charset));
        text.append("  (read-only)   http on ").append(ports(share.bound()));
        text.append(", ").append(addresses(share.bound())).append("     Ctrl-C stops\n\n");
        text.append(urls(share.urls()));
        if (!share.urls().isEmpty()) {
            text.append(fetch(share, charset));
        }
        return text.toString();
    }

    /** Returns the lines that name the URLs and who reaches the share there. */
    public static String urls(List<ShareUrl> urls) {
        int width = 0;
        for (ShareUrl url : urls) {
            width = Math.max(width, url.uri().toString().length());
        }
        StringBuilder guests = new StringBuilder();
        StringBuilder own = new StringBuilder();
        for (ShareUrl url : urls) {
            boolean isOwn = url.kind() == ShareUrl.Kind.THIS_MACHINE;
            StringBuilder line = new StringBuilder(isOwn ? "" : "  ").append(label(url.kind()));
            pad(line, URL_COLUMN);
            line.append(url.uri());
            if (!note(url).isEmpty()) {
                pad(line, URL_COLUMN + width + NOTE_GAP);
                line.append(note(url));
            }
            (isOwn ? own : guests).append(line).append('\n');
        }
        String heading = guests.isEmpty() ? "" : "A guest on this host reaches it at\n";
        return heading + guests + own;
    }

    private static String shared(Announcement share, Charset charset) {
        StringBuilder text = new StringBuilder();
        if (share.paths().size() > 1) {
            text.append(share.paths().size()).append(" paths: ");
        }
        for (int i = 0; i < share.paths().size(); i++) {
            text.append(i == 0 ? "" : ", ").append(Printable.of(share.paths().get(i), charset));
        }
        return share.isOneFile() ? text.append(", one file").toString() : text.toString();
    }

    private static String label(ShareUrl.Kind kind) {
        return switch (kind) {
            case USER_NETWORK -> "User networking (slirp)";
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

    private static String ports(List<InetSocketAddress> bound) {
        StringBuilder text = new StringBuilder();
        int last = -1;
        for (InetSocketAddress one : bound) {
            if (one.getPort() != last) {
                text.append(last < 0 ? "port " : ", ").append(one.getPort());
                last = one.getPort();
            }
        }
        return text.toString();
    }

    private static String addresses(List<InetSocketAddress> bound) {
        StringBuilder text = new StringBuilder();
        for (InetSocketAddress one : bound) {
            InetAddress address = one.getAddress();
            text.append(text.length() == 0 ? "" : ", ");
            if (address.isAnyLocalAddress()) {
                text.append(address instanceof Inet6Address ? "all addresses" : "all IPv4 addresses");
            } else {
                text.append(AddressText.of(address));
            }
        }
        return text.toString();
    }

    private static String fetch(Announcement share, Charset charset) {
        String root = share.urls().get(0).uri().toString();
        if (!share.isOneFile()) {
            return "Fetch:  wget -m -np -nH " + root + "    curl -O " + root + "NAME\n";
        }
        String url = ShellWord.quote(root + share.fileSegment());
        if (share.file().equals(share.fileSegment())) {
            return "Fetch:  wget " + url + "    curl -O " + url + "\n";
        }
        // curl names the file as the URL does, percent signs and all, unless told otherwise.
        String name = Printable.isPlain(share.file(), charset) ? share.file() : share.fileSegment();
        String file = ShellWord.quote(name.startsWith("-") ? "./" + name : name);
        return "Fetch:  wget -O " + file + " " + url + "    curl -o " + file + " " + url + "\n";
    }

    private static void pad(StringBuilder line, int column) {
        while (line.length() < column) {
            line.append(' ');
        }
    }
}
