package io.vmshare.cli.net;

/** The ways in which {@link Network} wires a guest, as scripts for each of its machines. */
enum Layout {
    /** libvirt's default: a bridge with an address, addresses translated, and nobody in the LAN gets to the guest. */
    NAT(
            "QEMU",
            "Standard PC (Q35 + ICH9, 2009)",
            Wires.UPLINK + Wires.VIRBR0 + "ip addr add fd00:122::1/64 dev virbr0 nodad\n" + Wires.TRANSLATION,
            Wires.GUEST + """
                    ip addr add 192.168.122.2/24 dev eth0
                    ip addr add fd00:122::2/64 dev eth0 nodad
                    ip route add default via 192.168.122.1
                    """,
            // a neighbour that knows the way: whatever refuses it is more than the lack of a route
            Wires.LAN + "ip route add 192.168.122.0/24 via 192.0.2.10"),

    /** Host and guest are equal members of the LAN; the host's cable to it is a port of the bridge. */
    BRIDGED("QEMU", "Standard PC (Q35 + ICH9, 2009)", """
            ip link add br0 type bridge
            ip link set br0 up
            ip link add eth0 type veth peer name eth0 netns $LAN
            ip link set eth0 master br0 up
            ip link add vnet0 type veth peer name eth0 netns $GUEST
            ip link set vnet0 master br0 up
            ip addr add 192.0.2.10/24 dev br0
            ip route add default via 192.0.2.1
            """, Wires.GUEST + """
                    ip addr add 192.0.2.100/24 dev eth0
                    ip route add default via 192.0.2.1
                    """, Wires.LAN),

    /** A network of two addresses for each guest, which the LAN knows the way to: Firecracker, libvirt's route mode. */
    ROUTED(
            "QEMU",
            "Standard PC (Q35 + ICH9, 2009)",
            Wires.UPLINK + """
            echo 1 >/proc/sys/net/ipv4/ip_forward
            ip link add tap0 type veth peer name eth0 netns $GUEST
            ip addr add 172.16.0.1/30 dev tap0
            ip link set tap0 up
            """,
            Wires.GUEST + """
                    ip addr add 172.16.0.2/30 dev eth0
                    ip route add default via 172.16.0.1
                    """,
            Wires.LAN + "ip route add 172.16.0.0/30 via 192.0.2.10"),

    /** Host-only, of VirtualBox: neither has a way to anybody else. */
    ISOLATED("innotek GmbH", "VirtualBox", """
            ip link add vboxnet0 type veth peer name eth0 netns $GUEST
            ip link set vboxnet0 address 0a:00:27:00:00:00 up
            ip addr add 192.168.56.1/24 dev vboxnet0
            """, """
            ip link set eth0 address 08:00:27:aa:bb:cc up
            ip addr add 192.168.56.101/24 dev eth0
            """, "");

    /** The parts that more than one layout has, or that a test takes away and puts back. */
    static final class Wires {

        static final String UPLINK = """
                ip link add eth0 type veth peer name eth0 netns $LAN
                ip link set eth0 up
                ip addr add 192.0.2.10/24 dev eth0
                ip route add default via 192.0.2.1
                """;

        /** The bridge has its address last, so that it appears at once for those who look at addresses. */
        static final String VIRBR0 = """
                ip link add virbr0 type bridge
                ip link set virbr0 address 52:54:00:f0:0d:01 up
                ip link show vnet0 >/dev/null 2>&1 || ip link add vnet0 type veth peer name eth0 netns $GUEST
                ip link set vnet0 address fe:54:00:12:34:56 master virbr0 up
                ip addr add 192.168.122.1/24 dev virbr0
                """;

        static final String TRANSLATION = """
                echo 1 >/proc/sys/net/ipv4/ip_forward
                nft -f - <<'END'
                table ip libvirt {
                    chain post {
                        type nat hook postrouting priority 100;
                        ip saddr 192.168.122.0/24 ip daddr != 192.168.122.0/24 masquerade
                    }
                    chain forward {
                        type filter hook forward priority 0;
                        oifname "virbr0" ct state established,related accept
                        iifname "virbr0" oifname "virbr0" accept
                        oifname "virbr0" reject
                    }
                }
                END
                """;

        static final String GUEST = "ip link set eth0 address 52:54:00:12:34:56 up\n";

        static final String LAN = """
                ip link set eth0 up
                ip addr add 192.0.2.1/24 dev eth0
                """;

        private Wires() {}
    }

    /** Who made the guest and what it is, as its firmware says. */
    final String vendor;

    final String product;

    final String hostWires;
    final String guestWires;
    final String lanWires;

    Layout(String vendor, String product, String hostWires, String guestWires, String lanWires) {
        this.vendor = vendor;
        this.product = product;
        this.hostWires = hostWires;
        this.guestWires = guestWires;
        this.lanWires = lanWires;
    }

    /** Returns whether the host has a LAN with another machine. */
    boolean hasLan() {
        return !lanWires.isEmpty();
    }
}
