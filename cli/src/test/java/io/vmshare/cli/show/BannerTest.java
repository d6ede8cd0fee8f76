package io.vmshare.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.DefaultRoute;
import io.vmshare.reach.HostInterface;
import io.vmshare.reach.HostSnapshot;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.LocalAddress;
import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.reach.Reach;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BannerTest {

    private static final List<InetSocketAddress> EVERY = bound("::");

    private static final HostSnapshot HOST = HostSnapshot.builder()
            .interfaces(List.of(
                    at("lo", "", "127.0.0.1/8", "::1/128"),
                    at("eth0", "", "203.0.113.7/24"),
                    at("virbr0", "", "192.168.122.1/24")))
            .defaultRoute(route("eth0", "203.0.113.1"))
            .guests(List.of(new KnownGuest("virbr0", address("192.168.122.5"), "deb12")))
            .build();

    private static final HostSnapshot SLIRP_GUEST = HostSnapshot.builder()
            .interfaces(List.of(at("lo", "", "127.0.0.1/8"), at("eth0", "52:54:00:12:34:56", "10.0.2.15/24")))
            .defaultRoute(route("eth0", "10.0.2.2"))
            .machine(new Machine(Platform.QEMU, List.of("DMI vendor QEMU")))
            .build();

    private static final HostSnapshot NAT_GUEST = HostSnapshot.builder()
            .interfaces(List.of(at("lo", "", "127.0.0.1/8"), at("eth0", "52:54:00:aa:bb:cc", "192.168.122.5/24")))
            .defaultRoute(route("eth0", "192.168.122.1"))
            .build();

    private static final HostSnapshot BRIDGED_GUEST = HostSnapshot.builder()
            .interfaces(List.of(at("lo", "", "127.0.0.1/8"), at("eth0", "52:54:00:aa:bb:cc", "203.0.113.99/24")))
            .defaultRoute(route("eth0", "203.0.113.1"))
            .machine(new Machine(Platform.KVM, List.of("DMI product KVM")))
            .build();

    @Test
    void render_host_isAsDocumented() {
        assertThat(render(EVERY, HOST)).isEqualTo("""
                share 1.0  /srv/iso  (read-only)   http on port 8000, all addresses     Ctrl-C stops

                A guest on this host reaches it at
                  User networking (slirp)    http://10.0.2.2:8000/               \
                QEMU -nic user (VirtualBox 7: needs --nat-localhostreachable1 on)
                  NAT                        http://192.168.122.1:8000/          virbr0 (libvirt)
                  Bridged, routed            http://203.0.113.7:8000/            eth0
                This machine                 http://localhost:8000/
                Fetch:  wget -m -np -nH http://10.0.2.2:8000/    curl -O http://10.0.2.2:8000/NAME
                """);
    }

    @Test
    void render_standardInput_isNamedSo() {
        Announcement share = new Announcement(
                "1.0", List.of(Announcement.INPUT), "dmesg.txt", "dmesg.txt", false, EVERY, Reach.of(EVERY, HOST), "");

        assertThat(Banner.render(share, StandardCharsets.UTF_8))
                .startsWith("share 1.0  standard input, one file  (read-only)   http on port 8000")
                .contains("Fetch:  wget http://10.0.2.2:8000/dmesg.txt    curl -O http://10.0.2.2:8000/dmesg.txt\n");
    }

    @Test
    void itself_likeliestReader_isToldHowToGetTheProgram() {
        assertThat(ReachText.itself(Reach.of(EVERY, HOST))).isEqualTo("""
                        This program, over there:  wget -O share.jar 'http://10.0.2.2:8000/?self' && java -jar share.jar
                                                   curl -fo share.jar 'http://10.0.2.2:8000/?self' && java -jar share.jar
                        """);
        assertThat(ReachText.itself(Reach.of(EVERY, NAT_GUEST))).contains("'http://192.168.122.5:8000/?self'");
    }

    @Test
    void render_slirpGuest_tellsTheForwardsAndNoUrlOfTheGuest() {
        assertThat(render(EVERY, SLIRP_GUEST)).isEqualTo("""
                share 1.0  /srv/iso  (read-only)   http on port 8000, all addresses     Ctrl-C stops

                This machine is a guest on eth0: QEMU user networking (slirp) \
                (gateway 10.0.2.2, address 10.0.2.15, hardware address 52:54:00, DMI vendor QEMU)

                Its host reaches it by a forwarded port, at the host's http://127.0.0.1:8000/
                  share.jar on the host      java -jar share.jar forward --qmp SOCKET --guest-port 8000 --wait
                  QEMU, when it is started   -nic user,hostfwd=tcp:127.0.0.1:8000-:8000
                  QEMU monitor               hostfwd_add tcp:127.0.0.1:8000-:8000
                  QMP                        {"execute": "human-monitor-command", "arguments": \
                {"command-line": "hostfwd_add tcp:127.0.0.1:8000-:8000"}}
                  libvirt                    virsh qemu-monitor-command --hmp DOMAIN \
                'hostfwd_add hostnet0 tcp:127.0.0.1:8000-:8000'
                This machine                 http://localhost:8000/
                Fetch:  wget -m -np -nH http://127.0.0.1:8000/    curl -O http://127.0.0.1:8000/NAME
                """);
    }

    /** Forwards lead to the guest's interface, so a share on its loopback is out of their reach. */
    @Test
    void render_slirpGuestOnLoopback_tellsWhatToBind() {
        assertThat(render(bound("127.0.0.1"), SLIRP_GUEST))
                .doesNotContain("hostfwd", "10.0.2.2:8000")
                .contains("\nNot bound:  eth0, QEMU user networking (slirp) (--bind 10.0.2.15)\n")
                .contains("Fetch:  wget -m -np -nH http://localhost:8000/ ");
    }

    @Test
    void render_natGuest_namesItsOwnAddress() {
        assertThat(render(EVERY, NAT_GUEST))
                .contains("""
                        This machine is a guest on eth0: libvirt \
                        (gateway 192.168.122.1, address 192.168.122.5, hardware address 52:54:00)

                        Its host reaches it at
                          NAT                        http://192.168.122.5:8000/          eth0 (libvirt)
                        A guest on this machine reaches it at
                          User networking (slirp)    http://10.0.2.2:8000/""")
                .contains("Fetch:  wget -m -np -nH http://192.168.122.5:8000/ ")
                .doesNotContain("hostfwd");
    }

    @Test
    void render_bridgedGuest_saysThatItIsAGuess() {
        assertThat(render(EVERY, BRIDGED_GUEST)).contains("""
                This machine looks like a guest on eth0: KVM; bridged or not cannot be told from within \
                (gateway 203.0.113.1, address 203.0.113.99, hardware address 52:54:00)

                Its host reaches it at
                  Bridged, routed            http://203.0.113.99:8000/          \
                eth0 (if that is passt: passt -t 127.0.0.1/8000:8000)
                """);
    }

    @Test
    void bothWays_hosts_nameTheOtherSideToo() {
        assertThat(ReachText.bothWays(Reach.of(EVERY, HOST), StandardCharsets.UTF_8))
                .contains("  User networking (slirp)    http://[fec0::2]:8000/ ")
                .endsWith("""
                        From here, a share in a guest is reached at
                          NAT                        http://192.168.122.5:8000/          virbr0 (deb12)
                        """);
        assertThat(ReachText.bothWays(Reach.of(EVERY, NAT_GUEST), StandardCharsets.UTF_8))
                .endsWith("""
                From here, a share on the host is reached at
                  NAT                        http://192.168.122.1:8000/          \
                eth0 (bound to that address or to all)
                """);
    }

    @Test
    void render_loopbackOnly_saysWhoIsNotReached() {
        assertThat(render(bound("::1"), HOST)).isEqualTo("""
                share 1.0  /srv/iso  (read-only)   http on port 8000, ::1     Ctrl-C stops

                A guest on this host reaches it at
                  User networking (slirp)    http://[fec0::2]:8000/          QEMU -nic user, over IPv6
                This machine                 http://[::1]:8000/
                Not bound:  user networking (slirp) (--bind 127.0.0.1), \
                eth0 (--bind 203.0.113.7), virbr0, libvirt (--bind 192.168.122.1)
                Fetch:  wget -m -np -nH http://[fec0::2]:8000/    curl -O http://[fec0::2]:8000/NAME
                """);
    }

    /** Linux takes any name without slash and blank, and a guest names itself. */
    @Test
    void render_namesWithControlCharacters_areEscaped() {
        HostSnapshot hostile = HOST.toBuilder()
                .interfaces(List.of(at("eth\u001b[2J", "", "203.0.113.7/24")))
                .guests(List.of(new KnownGuest("virbr0", address("192.168.122.5"), "a\u001b]0;b\u0007")))
                .build();

        assertThat(render(EVERY, hostile)).contains("eth\\x1b[2J\n").doesNotContain("\u001b");
        assertThat(ReachText.bothWays(Reach.of(EVERY, hostile), StandardCharsets.UTF_8))
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void render_remark_standsBeforeTheCommands() {
        Reach reach = Reach.of(EVERY, HOST);
        Announcement share = new Announcement("1.0", List.of("/srv/iso"), "", "", false, EVERY, reach, "Nothing yet.");

        assertThat(Banner.render(share, StandardCharsets.UTF_8)).contains("\nNothing yet.\nFetch:");
    }

    @Test
    void render_severalPathsAndAddresses_namesThemAll() {
        List<InetSocketAddress> bound = bound("0.0.0.0", "2001:db8::1");
        Announcement share =
                new Announcement("1.0", List.of("/a", "/b\u001b[2J"), "", "", false, bound, Reach.of(bound, HOST), "");

        assertThat(Banner.render(share, StandardCharsets.UTF_8))
                .startsWith("share 1.0  2 paths: /a, /b\\x1b[2J  (read-only)"
                        + "   http on port 8000, all IPv4 addresses, 2001:db8::1     Ctrl-C stops\n");
    }

    @Test
    void render_oneFile_fetchesItUnderItsName() {
        Reach reach = Reach.of(EVERY, HOST);
        Announcement plain = new Announcement("1.0", List.of("/srv/a.iso"), "a.iso", "a.iso", false, EVERY, reach, "");
        Announcement odd = new Announcement(
                "1.0", List.of("/srv/-it's ü"), "-it's ü", "-it%27s%20%C3%BC", false, EVERY, reach, "");

        assertThat(Banner.render(plain, StandardCharsets.UTF_8))
                .startsWith("share 1.0  /srv/a.iso, one file  (read-only)")
                .endsWith("Fetch:  wget http://10.0.2.2:8000/a.iso    curl -O http://10.0.2.2:8000/a.iso\n");
        Announcement image = new Announcement("1.0", List.of("/srv/a.iso"), "a.iso", "a.iso", true, EVERY, reach, "");
        assertThat(Banner.render(image, StandardCharsets.UTF_8))
                .startsWith("share 1.0  /srv/a.iso, an image and what it holds  (read-only)")
                .endsWith("Fetch:  wget http://10.0.2.2:8000/a.iso    curl -O http://10.0.2.2:8000/a.iso\n");
        assertThat(Banner.render(odd, StandardCharsets.UTF_8))
                .endsWith("Fetch:  wget -O './-it'\\''s ü' http://10.0.2.2:8000/-it%27s%20%C3%BC"
                        + "    curl -o './-it'\\''s ü' http://10.0.2.2:8000/-it%27s%20%C3%BC\n");
    }

    @Test
    void change_addresses_areToldOnOneLine() {
        Reach before = Reach.of(EVERY, NAT_GUEST);

        assertThat(ReachChange.between(before, before)).isEmpty();
        assertThat(ReachChange.between(before, Reach.of(EVERY, BRIDGED_GUEST)))
                .contains("addresses changed: now also http://203.0.113.99:8000/ (eth0);"
                        + " no longer http://192.168.122.5:8000/ (eth0)");
        assertThat(ReachChange.between(Reach.of(bound("127.0.0.1"), SLIRP_GUEST), Reach.of(EVERY, SLIRP_GUEST)))
                .contains("addresses changed: now also by a forwarded port, as share.jar urls tells");
    }

    private static String render(List<InetSocketAddress> bound, HostSnapshot seen) {
        Reach reach = Reach.of(bound, seen);
        Announcement share = new Announcement("1.0", List.of("/srv/iso"), "", "", false, bound, reach, "");
        return Banner.render(share, StandardCharsets.UTF_8);
    }

    private static List<InetSocketAddress> bound(String... addresses) {
        List<InetSocketAddress> bound = new ArrayList<>();
        for (String address : addresses) {
            bound.add(new InetSocketAddress(address, 8000));
        }
        return bound;
    }

    private static HostInterface at(String name, String hardware, String... addresses) {
        List<LocalAddress> locals = new ArrayList<>();
        for (String address : addresses) {
            locals.add(LocalAddress.parse(address));
        }
        return new HostInterface(name, name, locals, hardware, true, name.equals("lo"));
    }

    private static Optional<DefaultRoute> route(String interfaceName, String gateway) {
        return Optional.of(new DefaultRoute(interfaceName, Optional.of(address(gateway))));
    }

    private static InetAddress address(String text) {
        return LocalAddress.parse(text).address();
    }
}
