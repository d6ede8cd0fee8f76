package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.reach.ShareUrl;
import io.vmshare.reach.ShareUrl.Kind;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BannerTest {

    private static final List<ShareUrl> URLS = List.of(
            new ShareUrl(Kind.USER_NETWORK, URI.create("http://10.0.2.2:8000/"), "", "QEMU -nic user"),
            new ShareUrl(Kind.NAT, URI.create("http://192.168.122.1:8000/"), "virbr0", "libvirt"),
            new ShareUrl(Kind.LAN, URI.create("http://203.0.113.7:8000/"), "eth0", ""),
            new ShareUrl(Kind.THIS_MACHINE, URI.create("http://localhost:8000/"), "", ""));

    private static final List<InetSocketAddress> EVERY = List.of(new InetSocketAddress("::", 8000));

    @Test
    void render_directory_isAsDocumented() {
        Announcement share = new Announcement("1.0", List.of("/srv/iso"), "", "", EVERY, URLS);

        assertThat(Banner.render(share, StandardCharsets.UTF_8)).isEqualTo("""
                share 1.0  /srv/iso  (read-only)   http on port 8000, all addresses     Ctrl-C stops

                A guest on this host reaches it at
                  User networking (slirp)    http://10.0.2.2:8000/               QEMU -nic user
                  NAT                        http://192.168.122.1:8000/          virbr0 (libvirt)
                  Bridged, routed            http://203.0.113.7:8000/            eth0
                This machine                 http://localhost:8000/
                Fetch:  wget -m -np -nH http://10.0.2.2:8000/    curl -O http://10.0.2.2:8000/NAME
                """);
    }

    @Test
    void render_loopbackOnly_hasNoOtherSection() {
        List<InetSocketAddress> bound = List.of(new InetSocketAddress("::1", 9000));
        List<ShareUrl> urls = List.of(new ShareUrl(Kind.THIS_MACHINE, URI.create("http://[::1]:9000/"), "", ""));
        Announcement share = new Announcement("1.0", List.of("/srv/iso"), "", "", bound, urls);

        assertThat(Banner.render(share, StandardCharsets.UTF_8)).isEqualTo("""
                share 1.0  /srv/iso  (read-only)   http on port 9000, ::1     Ctrl-C stops

                This machine                 http://[::1]:9000/
                Fetch:  wget -m -np -nH http://[::1]:9000/    curl -O http://[::1]:9000/NAME
                """);
    }

    @Test
    void render_severalPathsAndAddresses_namesThemAll() {
        List<InetSocketAddress> bound =
                List.of(new InetSocketAddress("0.0.0.0", 8000), new InetSocketAddress("2001:db8::1", 8000));
        Announcement share = new Announcement("1.0", List.of("/a", "/b\u001b[2J"), "", "", bound, URLS);

        assertThat(Banner.render(share, StandardCharsets.UTF_8))
                .startsWith("share 1.0  2 paths: /a, /b\\x1b[2J  (read-only)"
                        + "   http on port 8000, all IPv4 addresses, 2001:db8::1     Ctrl-C stops\n");
    }

    @Test
    void render_oneFile_fetchesItUnderItsName() {
        Announcement plain = new Announcement("1.0", List.of("/srv/a.iso"), "a.iso", "a.iso", EVERY, URLS);
        Announcement odd = new Announcement("1.0", List.of("/srv/-it's ü"), "-it's ü", "-it%27s%20%C3%BC", EVERY, URLS);

        assertThat(Banner.render(plain, StandardCharsets.UTF_8))
                .startsWith("share 1.0  /srv/a.iso, one file  (read-only)")
                .endsWith("Fetch:  wget http://10.0.2.2:8000/a.iso    curl -O http://10.0.2.2:8000/a.iso\n");
        assertThat(Banner.render(odd, StandardCharsets.UTF_8))
                .endsWith("Fetch:  wget -O './-it'\\''s ü' http://10.0.2.2:8000/-it%27s%20%C3%BC"
                        + "    curl -o './-it'\\''s ü' http://10.0.2.2:8000/-it%27s%20%C3%BC\n");
    }

    @Test
    void json_share_isOneObjectOnOneLine() throws JsonParserException {
        Announcement share = new Announcement("1.0", List.of("/srv/ü\udcff \"x\""), "", "", EVERY, URLS);

        String json = JsonText.render(share);

        assertThat(json).endsWith("}\n").hasLineCount(1).contains("/srv/ü\\udcff \\\"x\\\"");
        JsonObject object = JsonParser.object().from(json);
        assertThat(object.getString("version")).isEqualTo("1.0");
        assertThat(object.getBoolean("readOnly")).isTrue();
        assertThat(object.getInt("port")).isEqualTo(8000);
        assertThat(object.getArray("addresses").getObject(0).getString("address"))
                .isEqualTo("::");
        JsonObject nat = object.getArray("urls").getObject(1);
        assertThat(nat.getString("kind")).isEqualTo("nat");
        assertThat(nat.getString("url")).isEqualTo("http://192.168.122.1:8000/");
        assertThat(nat.getString("interface")).isEqualTo("virbr0");
        assertThat(nat.getString("note")).isEqualTo("libvirt");
    }
}
