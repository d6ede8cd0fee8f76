package io.vmshare.cli.show;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.vmshare.cli.host.NativeText;
import io.vmshare.reach.AddressText;
import io.vmshare.reach.ShareUrl;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Renders for programs what is shared and under which URLs: one JSON object on one line. Pure.
 *
 * <pre>
 * {"name":"share","version":"0.1.0",       absent from the output of "urls"
 *  "paths":["/srv/iso"],                   absolute; absent from the output of "urls"
 *  "readOnly":true,                        absent from the output of "urls"
 *  "port":8000,                            the port really bound; the first one of several
 *  "addresses":[{"address":"::","port":8000}],   what is bound; "::" is every address, IPv4 and IPv6
 *  "urls":[{"kind":"user-network",         user-network, nat, lan or this-machine; likeliest first
 *           "url":"http://10.0.2.2:8000/",
 *           "interface":"",                the interface that has the address; may be empty
 *           "note":"QEMU ..."}]}           for people; may be empty
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
        return finish(json, share.bound(), share.urls());
    }

    /** Returns the object for URLs alone, with its line end. */
    public static String urls(List<InetSocketAddress> bound, List<ShareUrl> urls) {
        return finish(JsonWriter.string().object(), bound, urls);
    }

    private static String finish(JsonStringWriter json, List<InetSocketAddress> bound, List<ShareUrl> urls) {
        json.value("port", bound.get(0).getPort()).array("addresses");
        for (InetSocketAddress one : bound) {
            json.object().value("address", AddressText.of(one.getAddress()));
            json.value("port", one.getPort()).end();
        }
        json.end().array("urls");
        for (ShareUrl url : urls) {
            json.object().value("kind", kind(url.kind())).value("url", url.uri().toString());
            json.value("interface", url.interfaceName())
                    .value("note", url.note())
                    .end();
        }
        return escapeSurrogates(json.end().end().done()) + "\n";
    }

    private static String kind(ShareUrl.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
