package io.vmshare.cli.show;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.host.NativeText;
import io.vmshare.reach.AddressText;
import io.vmshare.reach.Forward;
import io.vmshare.reach.MissingBinding;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import io.vmshare.reach.Wiring;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Renders for programs what is shared and under which URLs: one JSON object on one line. Pure.
 *
 * <pre>
 * {"name":"share","version":"0.1.0",       absent from the output of "urls"
 *  "paths":["/srv/iso"],                   absolute, or - for standard input; absent from the output of "urls"
 *  "readOnly":true,                        absent from the output of "urls"
 *  "bootUrl":"http://localhost:8000/?boot=json",   what boots or installs from it; absent from the output of "urls"
 *  "port":8000,                            the port really bound; the first one of several
 *  "addresses":[{"address":"::","port":8000}],   what is bound; "::" is every address, IPv4 and IPv6
 *  "urls":[{"kind":"user-network",         user-network, nat, lan or this-machine; likeliest first
 *           "from":"guest",                who reaches it there: guest, host (this machine is a guest) or this-machine
 *           "url":"http://10.0.2.2:8000/",
 *           "interface":"",                the interface that has the address; may be empty
 *           "network":"qemu-user",         the row of GuestNetwork, in lower case; may be empty
 *           "note":"QEMU ..."}],           for people; may be empty
 *  "machine":{"platform":"unknown",        the row of Machine.Platform; unknown is what does not look like a guest
 *             "evidence":[]},              for people
 *  "wirings":[{"interface":"eth0",         how this machine is wired as a guest; empty on a host
 *              "address":"10.0.2.15",
 *              "network":"qemu-user",
 *              "confidence":"high",        high, medium or low
 *              "host":"10.0.2.2",          where the host is from here; may be empty
 *              "evidence":["..."]}],       for people
 *  "forwards":[{"where":"QEMU monitor",    commands by which the host reaches this guest where no URL does
 *               "command":"hostfwd_add ..."}],
 *  "missing":[{"who":"virbr0",             who is there and does not reach the share
 *              "bind":"192.168.122.1",     what would have to be bound; empty if nothing helps
 *              "note":"libvirt"}],         for people; may be empty
 *  "hostUrls":[],                          as "urls": where a share on this guest's host would answer from here
 *  "guestUrls":[],                         as "urls": where a share in a guest of this host would answer from here
 *  "firewall":[{"url":"http://192.168.122.1:8000/",   who of "urls" meets this machine's firewall; only of "urls"
 *               "verdict":"prohibited",    open, refused, prohibited, dropped or unknown
 *               "wall":"firewalld's ...",  who decides; may be empty
 *               "fix":"firewall-cmd ...",  the command that opens it; may be empty
 *               "note":"..."}]}            for people
 * </pre>
 *
 * <p>Bytes of a path that are no UTF-8 are lone surrogates, as Python's {@code os.fsdecode} makes them.
 */
public final class JsonText {

    private JsonText() {}

    /** Returns the object for a share that listens, with its line end. */
    public static String render(Announcement share) {
        JsonStringWriter json = JsonWriter.string().object();
        json.value("name", "share").value("version", share.version());
        json.array("paths");
        for (String path : share.paths()) {
            json.value(path);
        }
        json.end().value("readOnly", true);
        json.value("bootUrl", share.reach().urls().isEmpty() ? "" : bootUrl(share.reach()));
        reach(json, share.bound(), share.reach());
        return finish(json);
    }

    /** Returns where this machine, or else the likeliest other, reads what boots from the share. */
    private static String bootUrl(Reach reach) {
        ShareUrl found = reach.urls().get(0);
        for (ShareUrl url : reach.urls()) {
            found = url.kind() == ShareUrl.Kind.THIS_MACHINE ? url : found;
        }
        return found.uri() + "?boot=json";
    }

    /** Returns the object for URLs alone, with its line end. */
    public static String urls(List<InetSocketAddress> bound, Reach reach, List<UrlRuling> rulings) {
        JsonStringWriter json = JsonWriter.string().object();
        reach(json, bound, reach);
        json.array("firewall");
        for (UrlRuling one : rulings) {
            json.object().value("url", one.url().uri().toString());
            ruling(json, one.ruling());
            json.end();
        }
        json.end();
        return finish(json);
    }

    static void ruling(JsonStringWriter json, Ruling ruling) {
        json.value("verdict", word(ruling.verdict())).value("wall", ruling.wall());
        json.value("fix", ruling.fix().orElse("")).value("note", ruling.line());
    }

    private static void reach(JsonStringWriter json, List<InetSocketAddress> bound, Reach reach) {
        json.value("port", bound.get(0).getPort()).array("addresses");
        for (InetSocketAddress one : bound) {
            json.object().value("address", AddressText.of(one.getAddress()));
            json.value("port", one.getPort()).end();
        }
        json.end();
        urls(json, "urls", reach.urls());
        json.object("machine").value("platform", word(reach.machine().platform()));
        strings(json, "evidence", reach.machine().evidence());
        json.end();
        wirings(json, reach.wirings());
        json.array("forwards");
        for (Forward forward : reach.forwards()) {
            json.object().value("where", forward.where());
            json.value("command", forward.command()).end();
        }
        json.end();
        missing(json, reach.missing());
        urls(json, "hostUrls", reach.hostUrls());
        urls(json, "guestUrls", reach.guestUrls());
    }

    /** Ends the object and returns it with its line end; what is no UTF-8 in it is escaped. */
    public static String finish(JsonStringWriter json) {
        return escapeSurrogates(json.end().done()) + "\n";
    }

    private static void urls(JsonStringWriter json, String key, List<ShareUrl> urls) {
        json.array(key);
        for (ShareUrl url : urls) {
            json.object().value("kind", word(url.kind())).value("from", word(url.from()));
            json.value("url", url.uri().toString()).value("interface", url.interfaceName());
            json.value("network", url.network().map(JsonText::word).orElse(""));
            json.value("note", url.note()).end();
        }
        json.end();
    }

    private static void wirings(JsonStringWriter json, List<Wiring> wirings) {
        json.array("wirings");
        for (Wiring wiring : wirings) {
            json.object().value("interface", wiring.interfaceName());
            json.value("address", AddressText.of(wiring.address()));
            json.value("network", word(wiring.network())).value("confidence", word(wiring.confidence()));
            json.value("host", wiring.host().orElse(""));
            strings(json, "evidence", wiring.evidence());
            json.end();
        }
        json.end();
    }

    private static void missing(JsonStringWriter json, List<MissingBinding> missing) {
        json.array("missing");
        for (MissingBinding one : missing) {
            json.object().value("who", one.who());
            json.value("bind", one.address().map(AddressText::of).orElse(""));
            json.value("note", one.note()).end();
        }
        json.end();
    }

    private static void strings(JsonStringWriter json, String key, List<String> values) {
        json.array(key);
        for (String value : values) {
            json.value(value);
        }
        json.end();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String escapeSurrogates(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        int i = 0;
        while (i < json.length()) {
            int codePoint = json.codePointAt(i);
            if (NativeText.isEscape(codePoint)) {
                escaped.append("\\u").append(Integer.toHexString(codePoint));
            } else {
                escaped.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return escaped.toString();
    }
}
