package io.vmshare.reach;

import java.util.List;
import java.util.Optional;

/**
 * The ways in which guests of this host are wired that a share can be reached through, each with its source; a row says
 * what the hypervisor documents, not what was seen. Likeliest first.
 */
public enum GuestNetwork {
    /**
     * Has no interface on the host; its gateway address is the host's 127.0.0.1 and nothing else of the host. VirtualBox's
     * NAT uses the same addresses and, since 7.0, wants it allowed. Source: QEMU manual, "Network emulation";
     * VirtualBox manual, "Network Address Translation".
     */
    QEMU_USER(
            ShareUrl.Kind.USER_NETWORK,
            "QEMU -nic user (VirtualBox 7: needs --nat-localhostreachable1 on)",
            Optional.of("10.0.2.2")),
    /** A bridge of libvirt: NAT, isolated or routed. Source: libvirt wiki, "Virtual networking". */
    LIBVIRT(ShareUrl.Kind.NAT, "libvirt", InterfaceName.numbered("virbr")),
    /** Multipass on Linux; the range is random. Source: Multipass documentation, "Networking". */
    MULTIPASS(ShareUrl.Kind.NAT, "Multipass", InterfaceName.exactly("mpqemubr0"), InterfaceName.exactly("mpbr0")),
    /** The managed bridge of LXD. Source: LXD documentation, "Bridge network". */
    LXD(ShareUrl.Kind.NAT, "LXD", InterfaceName.numbered("lxdbr")),
    /** The managed bridge of Incus. Source: Incus documentation, "Bridge network". */
    INCUS(ShareUrl.Kind.NAT, "Incus", InterfaceName.numbered("incusbr")),
    /** Host-only of VMware Workstation and Fusion. Source: VMware, "Understanding common networking configurations". */
    VMWARE_HOST_ONLY(
            ShareUrl.Kind.NAT,
            "VMware host-only",
            InterfaceName.exactly("vmnet1"),
            InterfaceName.exactly("VMware Virtual Ethernet Adapter for VMnet1"),
            InterfaceName.exactly("VMware Network Adapter VMnet1")),
    /**
     * NAT of VMware: the host is the {@code .1}, the gateway {@code .2} is not. Source: VMware, "Understanding common
     * networking configurations".
     */
    VMWARE_NAT(
            ShareUrl.Kind.NAT,
            "VMware NAT",
            InterfaceName.exactly("vmnet8"),
            InterfaceName.exactly("VMware Virtual Ethernet Adapter for VMnet8"),
            InterfaceName.exactly("VMware Network Adapter VMnet8")),
    /** Host-only of VirtualBox. Source: VirtualBox manual, "Host-Only Networking". */
    VIRTUALBOX_HOST_ONLY(
            ShareUrl.Kind.NAT,
            "VirtualBox host-only",
            InterfaceName.numbered("vboxnet"),
            InterfaceName.startingWith("VirtualBox Host-Only")),
    /**
     * The shared and host modes of macOS's vmnet, as QEMU, UTM, Multipass and Parallels use them; the interface exists
     * while a guest runs. Source: Apple, "vmnet framework".
     */
    MACOS_VMNET(ShareUrl.Kind.NAT, "macOS vmnet", new InterfaceName("bridge", InterfaceName.Rest.NUMBER_FROM_100)),
    /**
     * A virtual switch of Hyper-V, also that of WSL 2; the range changes at each boot. Source: Microsoft, "Create a
     * virtual switch for Hyper-V" and "Accessing network applications with WSL".
     */
    HYPER_V(
            ShareUrl.Kind.NAT,
            "Hyper-V, WSL 2",
            InterfaceName.startingWith("vEthernet ("),
            InterfaceName.startingWith("Hyper-V Virtual Ethernet Adapter")),
    /** A tap with an address of its own. Source: Firecracker, "Getting started: network setup". */
    TAP(ShareUrl.Kind.NAT, "tap: Firecracker, QEMU", InterfaceName.startingWith("tap")),
    /** Default and user-defined bridges of Docker. Source: Docker documentation, "Bridge network driver". */
    DOCKER(
            ShareUrl.Kind.NAT,
            "Docker",
            InterfaceName.exactly("docker0"),
            new InterfaceName("br-", InterfaceName.Rest.TWELVE_HEX)),
    /** Bridges of Podman run by root. Source: podman-network(1). */
    PODMAN(ShareUrl.Kind.NAT, "Podman", InterfaceName.numbered("podman"), InterfaceName.numbered("cni-podman")),
    /** Bridges of Proxmox VE: guests are on the host's own network. Source: Proxmox VE, "Network Configuration". */
    PROXMOX(ShareUrl.Kind.LAN, "Proxmox bridge", InterfaceName.numbered("vmbr"));

    private final ShareUrl.Kind kind;
    private final String label;
    private final Optional<String> loopbackAlias;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of records
    private final List<InterfaceName> names;

    GuestNetwork(ShareUrl.Kind kind, String label, Optional<String> loopbackAlias) {
        this.kind = kind;
        this.label = label;
        this.loopbackAlias = loopbackAlias;
        this.names = List.of();
    }

    GuestNetwork(ShareUrl.Kind kind, String label, InterfaceName... names) {
        this.kind = kind;
        this.label = label;
        this.loopbackAlias = Optional.empty();
        this.names = List.of(names);
    }

    /** Returns how a guest of this network stands to the host. */
    public ShareUrl.Kind kind() {
        return kind;
    }

    /** Returns the network's name for people. */
    public String label() {
        return label;
    }

    /** Returns the address under which its guests reach the host's 127.0.0.1; empty if it has none. */
    public Optional<String> loopbackAlias() {
        return loopbackAlias;
    }

    /** Returns the network that owns an interface, judged by its name or display name; empty for any other. */
    public static Optional<GuestNetwork> of(HostInterface networkInterface) {
        for (GuestNetwork network : values()) {
            for (InterfaceName form : network.names) {
                if (form.matches(networkInterface.name()) || form.matches(networkInterface.displayName())) {
                    return Optional.of(network);
                }
            }
        }
        return Optional.empty();
    }
}
