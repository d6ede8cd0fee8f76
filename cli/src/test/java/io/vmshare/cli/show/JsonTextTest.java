package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.cli.firewall.Ruling;
import io.vmshare.cli.firewall.rules.Verdict;
import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.LocalAddress;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Reach;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JSON form, which programs rely on. */
@Timeout(10)
class JsonTextTest {

    private static final List<InetSocketAddress> EVERY = List.of(new InetSocketAddress("::", 8000));

    private static final HostSnapshot GUEST = HostSnapshot.builder()
            .interfaces(List.of(
                    new HostInterface("lo", "lo", List.of(LocalAddress.parse("127.0.0.1/8")), "", true, true),
                    new HostInterface(
                            "eth0",
                            "eth0",
                            List.of(LocalAddress.parse("10.0.2.15/24")),
                            "52:54:00:12:34:56",
                            true,
                            false),
                    new HostInterface(
                            "virbr0", "virbr0", List.of(LocalAddress.parse("192.168.122.1/24")), "", true, false)))
            .defaultRoute(Optional.of(new DefaultRoute(
                    "eth0", Optional.of(LocalAddress.parse("10.0.2.2").address()))))
            .machine(new Machine(Platform.QEMU, List.of("DMI vendor QEMU")))
            .guests(List.of(
                    new KnownGuest("virbr0", LocalAddress.parse("192.168.122.5").address(), "deb12")))
            .build();

    @Test
    void render_share_isOneObjectOnOneLine() throws JsonParserException {
        Announcement share = new Announcement(
                "1.0", List.of("/srv/ü\udcff \"x\""), "", "", false, EVERY, Reach.of(EVERY, GUEST), "");

        String json = JsonText.render(share);

        assertThat(json).endsWith("}\n").hasLineCount(1).contains("/srv/ü\\udcff \\\"x\\\"");
        JsonObject object = JsonParser.object().from(json);
        assertThat(object.getString("version")).isEqualTo("1.0");
        assertThat(object.getBoolean("readOnly")).isTrue();
        assertThat(object.getInt("port")).isEqualTo(8000);
        assertThat(object.getArray("addresses").getObject(0).getString("address"))
                .isEqualTo("::");
    }

    @Test
    void urls_guest_hasEveryKeyThatIsDocumented() throws JsonParserException {
        JsonObject object = JsonParser.object().from(JsonText.urls(EVERY, Reach.of(EVERY, GUEST), List.of()));

        assertThat(object.keySet())
                .isEqualTo(Set.of(
                        "port",
                        "addresses",
                        "urls",
                        "machine",
                        "wirings",
                        "forwards",
                        "missing",
                        "hostUrls",
                        "guestUrls",
                        "firewall"));
        JsonObject nat = object.getArray("urls").getObject(0);
        assertThat(nat.getString("kind")).isEqualTo("nat");
        assertThat(nat.getString("from")).isEqualTo("guest");
        assertThat(nat.getString("url")).isEqualTo("http://192.168.122.1:8000/");
        assertThat(nat.getString("interface")).isEqualTo("virbr0");
        assertThat(nat.getString("network")).isEqualTo("libvirt");
        assertThat(nat.getString("note")).isEqualTo("libvirt");
        assertThat(object.getObject("machine").getString("platform")).isEqualTo("qemu");
        JsonObject wiring = object.getArray("wirings").getObject(0);
        assertThat(wiring.getString("interface")).isEqualTo("eth0");
        assertThat(wiring.getString("address")).isEqualTo("10.0.2.15");
        assertThat(wiring.getString("network")).isEqualTo("qemu-user");
        assertThat(wiring.getString("confidence")).isEqualTo("high");
        assertThat(wiring.getString("host")).isEqualTo("10.0.2.2");
        assertThat(wiring.getArray("evidence"))
                .containsExactly(
                        "gateway 10.0.2.2", "address 10.0.2.15", "hardware address 52:54:00", "DMI vendor QEMU");
        assertThat(object.getArray("forwards").getObject(2).getString("command"))
                .isEqualTo("hostfwd_add tcp:127.0.0.1:8000-:8000");
        assertThat(object.getArray("hostUrls").getObject(0).getString("url")).isEqualTo("http://10.0.2.2:8000/");
        assertThat(object.getArray("guestUrls").getObject(0).getString("url")).isEqualTo("http://192.168.122.5:8000/");
        assertThat(object.getArray("missing")).isEmpty();
    }

    @Test
    void urls_loopback_tellsWhoIsMissing() throws JsonParserException {
        List<InetSocketAddress> loopback = List.of(new InetSocketAddress("127.0.0.1", 8000));

        JsonObject missing = JsonParser.object()
                .from(JsonText.urls(loopback, Reach.of(loopback, GUEST), List.of()))
                .getArray("missing")
                .getObject(1);

        assertThat(missing.getString("who")).isEqualTo("virbr0");
        assertThat(missing.getString("bind")).isEqualTo("192.168.122.1");
        assertThat(missing.getString("note")).isEqualTo("libvirt");
    }

    @Test
    void urls_firewall_isToldByUrl() throws JsonParserException {
        Reach reach = Reach.of(EVERY, GUEST);
        Ruling ruling = new Ruling(
                Verdict.DROPPED, "ufw", Optional.of("ufw allow 8000/tcp"), "ufw drops port 8000:  ufw allow 8000/tcp");

        JsonObject told = JsonParser.object()
                .from(JsonText.urls(
                        EVERY, reach, List.of(new UrlRuling(reach.urls().get(0), ruling))))
                .getArray("firewall")
                .getObject(0);

        assertThat(told.getString("url")).isEqualTo("http://192.168.122.1:8000/");
        assertThat(told.getString("verdict")).isEqualTo("dropped");
        assertThat(told.getString("wall")).isEqualTo("ufw");
        assertThat(told.getString("fix")).isEqualTo("ufw allow 8000/tcp");
        assertThat(told.getString("note")).startsWith("ufw drops port 8000");
    }
}
