package io.vmshare.cli;

import io.vmshare.cli.BindingCheck.Findings;
import io.vmshare.cli.show.CheckedUrl;
import io.vmshare.cli.show.Printable;
import io.vmshare.reach.ShareUrl;
import java.nio.charset.Charset;

/** Renders for people what a check of this machine found. Pure. */
final class CheckText {

    private static final int GAP = 4;

    private CheckText() {}

    static String render(Findings findings, int port, Charset charset) {
        if (findings.all().isEmpty()) {
            return "No URL leads to a bound address; listen on another one (--network, --bind).\n";
        }
        StringBuilder text = new StringBuilder();
        text.append(
                        findings.ofShare()
                                ? "Checked what listens on port "
                                : "Nothing listens; checked by listening on port ")
                .append(port)
                .append('\n');
        int width = 0;
        for (CheckedUrl one : findings.all()) {
            width = Math.max(width, one.url().uri().toString().length());
        }
        String other = "";
        for (CheckedUrl one : findings.all()) {
            StringBuilder line = new StringBuilder("  ").append(one.url().uri());
            while (line.length() < width + 2 + GAP) {
                line.append(' ');
            }
            text.append(line).append(Printable.of(result(one), charset)).append('\n');
            boolean forOthers = one.exchange().byShare() && one.url().kind() != ShareUrl.Kind.THIS_MACHINE;
            other = other.isEmpty() && forOthers ? one.url().uri().toString() : other;
        }
        text.append(
                        "This machine's own packets pass by its firewall: an answer proves the binding; what the firewall does")
                .append(" is read from its rules.\n");
        if (!other.isEmpty()) {
            text.append("From the other side:  java -jar share.jar urls --check ")
                    .append(other)
                    .append('\n');
        }
        return text.toString();
    }

    private static String result(CheckedUrl one) {
        return switch (one.exchange().outcome()) {
            case SHARE -> bound(one);
            case OTHER -> "another program answers there, not a share";
            case ERROR ->
                "answered by another program or with an error: "
                        + one.exchange().what();
            case SILENT ->
                "a program listens and is no share: " + one.exchange().what();
            case UNCONNECTED -> "not bound: " + one.exchange().what();
        };
    }

    private static String bound(CheckedUrl one) {
        boolean direct = one.host().equals(one.url().uri().getHost());
        String place = direct ? "" : " at " + one.host() + ", where it leads to";
        String firewall =
                one.ruling().map(ruling -> "; firewall: " + ruling.line()).orElse("");
        return "bound: answered" + place + firewall;
    }
}
