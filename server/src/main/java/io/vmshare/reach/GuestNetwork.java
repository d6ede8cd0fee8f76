package io.vmshare.reach;

import static io.vmshare.reach.InterfaceName.exactly;
import static io.vmshare.reach.InterfaceName.numbered;
import static io.vmshare.reach.InterfaceName.startingWith;

import io.vmshare.reach.ShareUrl.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which a guest may be wired, each with its source: a row says what the hypervisor documents, not what was
 * seen. Those that a host can see come in the order of likelihood.
 */
public enum GuestNetwork {
    QEMU_USER(
            Kind.USER_NETWORK,
            "QEMU user networking (slirp)",
            HostAt.GATEWAY,
            Mark.TESTED,
            "QEMU manual, \"Network emulation\"",
            "10.0.2.2"),
    QEMU_USER_RESTRICTED(
            Kind.USER_NETWORK,
            "QEMU user networking (slirp), restrict=on",
            HostAt.NOWHERE,
            Mark.TESTED,
            "QEMU manual, \"Network emulation\""),
    PASST(Kind.USER_NETWORK, "passt", HostAt.GATEWAY, Mark.DOCUMENTED, "passt(1), \"Handling of local traffic\""),
    VIRTUALBOX_NAT(
            Kind.USER_NETWORK,
            "VirtualBox NAT",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "VirtualBox manual, \"Network Address Translation\"",
            "10.0.2.2"),
    LIMA(
            Kind.USER_NETWORK,
            "Lima",
            HostAt.NAME,
            Mark.DOCUMENTED,
            "Lima documentation, \"Network\"",
            "host.lima.internal"),
    ANDROID_EMULATOR(
            Kind.USER_NETWORK,
            "Android emulator",
            HostAt.SECOND_ADDRESS,
            Mark.DOCUMENTED,
            "Android Studio, \"Set up Android Emulator networking\"",
            "10.0.2.2"),
    /** Rootless Podman or Docker on slirp4netns; the host's loopback has to be allowed. */
    SLIRP4NETNS(
            Kind.USER_NETWORK,
            "slirp4netns (rootless Podman, Docker)",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "podman-run(1), \"slirp4netns\"",
            "10.0.2.2"),
    /** Rootless Podman on pasta: the name leads to the host's addresses, never to its loopback. */
    PASTA(
            Kind.USER_NETWORK,
            "pasta (rootless Podman)",
            HostAt.NAME,
            Mark.DOCUMENTED,
            "podman-run(1), \"pasta\"",
            "host.containers.internal"),
    WSL_MIRRORED(
            Kind.USER_NETWORK,
            "WSL, mirrored",
            HostAt.OWN_LOOPBACK,
            Mark.DOCUMENTED,
            "Microsoft, \"Accessing network applications with WSL\"",
            "127.0.0.1"),

    LIBVIRT(
            Kind.NAT,
            "libvirt",
            HostAt.GATEWAY,
            Mark.TESTED,
            "libvirt wiki, \"Virtual networking\"",
            numbered("virbr")),
    LIBVIRT_ISOLATED(
            Kind.NAT, "libvirt, isolated", HostAt.FIRST_ADDRESS, Mark.TESTED, "libvirt, \"Network XML format\""),
    MULTIPASS(
            Kind.NAT,
            "Multipass",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "Multipass documentation, \"Networking\"",
            exactly("mpqemubr0"),
            exactly("mpbr0")),
    LXD(Kind.NAT, "LXD", HostAt.GATEWAY, Mark.DOCUMENTED, "LXD documentation, \"Bridge network\"", numbered("lxdbr")),
    INCUS(
            Kind.NAT,
            "Incus",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "Incus documentation, \"Bridge network\"",
            numbered("incusbr")),
    /** The host is the first address; the gateway is the second and is not the host. */
    VMWARE_NAT(
            Kind.NAT,
            "VMware NAT",
            HostAt.FIRST_ADDRESS,
            Mark.DOCUMENTED,
            "VMware, \"Understanding common networking configurations\"",
            exactly("vmnet8"),
            exactly("VMware Virtual Ethernet Adapter for VMnet8"),
            exactly("VMware Network Adapter VMnet8")),
    VMWARE_HOST_ONLY(
            Kind.NAT,
            "VMware host-only",
            HostAt.FIRST_ADDRESS,
            Mark.DOCUMENTED,
            "VMware, \"Understanding common networking configurations\"",
            numbered("vmnet"),
            numbered("VMware Virtual Ethernet Adapter for VMnet"),
            numbered("VMware Network Adapter VMnet")),
    VIRTUALBOX_HOST_ONLY(
            Kind.NAT,
            "VirtualBox host-only",
            HostAt.FIRST_ADDRESS,
            Mark.DOCUMENTED,
            "VirtualBox manual, \"Host-Only Networking\"",
            numbered("vboxnet"),
            startingWith("VirtualBox Host-Only")),
    /** Shared and host mode of macOS's vmnet: QEMU, UTM, Multipass; the interface exists while a guest runs. */
    MACOS_VMNET(
            Kind.NAT,
            "macOS vmnet",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "Apple, \"vmnet framework\"",
            new InterfaceName("bridge", InterfaceName.Rest.NUMBER_FROM_100)),
    /** The host is the second address; the gateway is the first and is not the host. */
    PARALLELS(
            Kind.NAT,
            "Parallels, shared",
            HostAt.SECOND_ADDRESS,
            Mark.DOCUMENTED,
            "Parallels knowledge base, article 4948"),
    /** The distribution's own network; on the host a switch of Hyper-V. */
    WSL_NAT(
            Kind.NAT,
            "WSL 2",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "Microsoft, \"Accessing network applications with WSL\"",
            startingWith("vEthernet (WSL")),
    HYPER_V(
            Kind.NAT,
            "Hyper-V",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "Microsoft, \"Create a virtual switch for Hyper-V\"",
            startingWith("vEthernet ("),
            startingWith("Hyper-V Virtual Ethernet Adapter")),
    TAP(
            Kind.NAT,
            "tap: Firecracker, QEMU",
            HostAt.GATEWAY,
            Mark.TESTED,
            "Firecracker, \"Getting started: network setup\"",
            startingWith("tap")),
    DOCKER(
            Kind.NAT,
            "Docker",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "Docker documentation, \"Bridge network driver\"",
            exactly("docker0"),
            new InterfaceName("br-", InterfaceName.Rest.TWELVE_HEX)),
    PODMAN(
            Kind.NAT,
            "Podman",
            HostAt.GATEWAY,
            Mark.DOCUMENTED,
            "podman-network(1)",
            numbered("podman"),
            numbered("cni-podman")),

    /** A bridge of somebody's own making, without a physical member. */
    VIRTUAL_BRIDGE(Kind.NAT, "virtual bridge", HostAt.GATEWAY, Mark.TESTED, "bridge(8)"),

    PROXMOX(
            Kind.LAN,
            "Proxmox bridge",
            HostAt.UNKNOWN,
            Mark.DOCUMENTED,
            "Proxmox VE, \"Network Configuration\"",
            numbered("vmbr")),
    /** Whatever puts the guest into the host's own network; the gateway is the router there. */
    BRIDGED(Kind.LAN, "bridged", HostAt.UNKNOWN, Mark.TESTED, "libvirt wiki, \"Networking\""),
    /** Host and guest on one parent cannot talk to each other. */
    MACVTAP(
            Kind.LAN,
            "macvtap",
            HostAt.NOWHERE,
            Mark.DOCUMENTED,
            "libvirt, \"Domain XML format\", direct attachment",
            numbered("macvtap")),
    CLOUD(Kind.LAN, "cloud", HostAt.NOWHERE, Mark.DOCUMENTED, "the providers' documentation");

    private final Kind kind;
    private final String label;
    private final HostAt hostAt;
    private final Mark mark;
    private final String source;
    private final Optional<String> alias;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records
    private final List<InterfaceName> names;

    GuestNetwork(Kind kind, String label, HostAt hostAt, Mark mark, String source, String alias) {
        this(kind, label, hostAt, mark, source, Optional.of(alias), List.of());
    }

    GuestNetwork(Kind kind, String label, HostAt hostAt, Mark mark, String source, InterfaceName... names) {
        this(kind, label, hostAt, mark, source, Optional.empty(), List.of(names));
    }

    GuestNetwork(
            Kind kind,
            String label,
            HostAt hostAt,
            Mark mark,
            String source,
            Optional<String> alias,
            List<InterfaceName> names) {
        this.kind = kind;
        this.label = label;
        this.hostAt = hostAt;
        this.mark = mark;
        this.source = source;
        this.alias = alias;
        this.names = names;
    }

    /** Returns how a guest of this network stands to the host. */
    public Kind kind() {
        return kind;
    }

    /** Returns the network's name for people. */
    public String label() {
        return label;
    }

    /** Returns how far the row is to be trusted. */
    public Mark mark() {
        return mark;
    }

    /** Returns who says so. */
    public String source() {
        return source;
    }

    /** Returns the address or name under which its guests find the host, if that is the same for all; else empty. */
    public Optional<String> alias() {
        return alias;
    }

    /** Returns whether {@link #alias} leads to the host's loopback, and to none of its other addresses. */
    public boolean reachesLoopback() {
        return kind == Kind.USER_NETWORK && alias.isPresent() && this != PASTA;
    }

    /** Returns whether the host reaches its guests by forwarded ports only, which lead to the guest's interface. */
    boolean needsForward() {
        return this == PASTA || (kind == Kind.USER_NETWORK && hostAt != HostAt.NAME && hostAt != HostAt.OWN_LOOPBACK);
    }

    HostAt hostAt() {
        return hostAt;
    }

    /** Returns the network that owns an interface, judged by its name or display name; empty for any other. */
    public static Optional<GuestNetwork> of(HostInterface networkInterface) {
        for (GuestNetwork network : values()) {
            for (InterfaceName form : network.names) {
                boolean named = form.matches(networkInterface.name()) || form.matches(networkInterface.displayName());
                if (named && (network != TAP || networkInterface.isFirstOfItsNetworks())) { // VPNs have taps, too
                    return Optional.of(network);
                }
            }
        }
        return networkInterface.virtualBridge() ? Optional.of(VIRTUAL_BRIDGE) : Optional.empty();
    }

    /** Returns what the owner has to allow before guests reach the host so; empty if nothing. */
    String caution() {
        return switch (this) {
            case VIRTUALBOX_NAT -> "VirtualBox 7: needs --nat-localhostreachable1 on";
            case SLIRP4NETNS -> "needs allow_host_loopback=true";
            default -> "";
        };
    }
}
