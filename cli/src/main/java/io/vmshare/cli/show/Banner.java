package io.vmshare.cli.show;

import io.vmshare.cli.value.ShellWord;
import io.vmshare.reach.AddressText;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.List;

/** Renders for people what is shared and under which URLs. Pure. */
public final class Banner {

    private Banner() {}

    /** Returns the lines shown once a share listens, for a terminal with the character set {@code charset}. */
    public static String render(Announcement share, Charset charset) {
        StringBuilder text = new StringBuilder();
        text.append("share ").append(share.version()).append("  ");
        text.append(shared(share, charset));
        text.append("  (read-only)   http on ").append(ports(share.bound()));
        text.append(", ").append(addresses(share.bound())).append("     Ctrl-C stops\n\n");
        text.append(ReachText.toShare(share.reach(), charset));
        text.append(share.remark().isEmpty() ? "" : share.remark() + "\n");
        if (!share.reach().urls().isEmpty() || !share.reach().forwards().isEmpty()) {
            text.append(fetch(share, charset));
        }
        return text.toString();
    }

    private static String shared(Announcement share, Charset charset) {
        StringBuilder text = new StringBuilder();
        if (share.paths().size() > 1) {
            text.append(share.paths().size()).append(" paths: ");
        }
        for (int i = 0; i < share.paths().size(); i++) {
            String path = share.paths().get(i);
            String shown = path.equals(Announcement.INPUT) ? "standard input" : Printable.of(path, charset);
            text.append(i == 0 ? "" : ", ").append(shown);
        }
        String what = share.image() ? ", an image and what it holds" : share.isOneFile() ? ", one file" : "";
        return text.append(what).toString();
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
        String root = root(share);
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

    /** Returns the likeliest URL; behind a forwarded port that is the host's loopback. */
    static String root(Announcement share) {
        Reach reach = share.reach();
        List<ShareUrl> urls = reach.urls();
        boolean forwarded =
                !reach.forwards().isEmpty() && (urls.isEmpty() || urls.get(0).from() != ShareUrl.From.HOST);
        if (urls.isEmpty() || forwarded) {
            return ReachText.forwarded(reach.forwardedPort());
        }
        return urls.get(0).uri().toString();
    }
}
