package io.vmshare.reach;

import java.util.List;

/**
 * What this machine is, as far as can be seen: who emulates it, never how it is wired. Immutable.
 *
 * @param platform what it is
 * @param evidence what says so, in a few words each, such as {@code DMI vendor QEMU}; empty if nothing does
 */
public record Machine(Platform platform, List<String> evidence) {

    /** A machine of which nothing is known: a physical one, or one that hides well. */
    public static final Machine UNKNOWN = new Machine(Platform.UNKNOWN, List.of());

    /** Copies the list. */
    public Machine {
        evidence = List.copyOf(evidence);
    }

    /** What a machine may be. */
    public enum Platform {
        /** Nothing says that it is a guest. */
        UNKNOWN("", Kind.NONE),
        QEMU("QEMU", Kind.VIRTUAL_MACHINE),
        KVM("KVM", Kind.VIRTUAL_MACHINE),
        VIRTUALBOX("VirtualBox", Kind.VIRTUAL_MACHINE),
        VMWARE("VMware", Kind.VIRTUAL_MACHINE),
        HYPER_V("Hyper-V", Kind.VIRTUAL_MACHINE),
        XEN("Xen", Kind.VIRTUAL_MACHINE),
        PARALLELS("Parallels", Kind.VIRTUAL_MACHINE),
        BHYVE("bhyve", Kind.VIRTUAL_MACHINE),
        APPLE("Apple Virtualization", Kind.VIRTUAL_MACHINE),
        AMAZON("Amazon EC2", Kind.VIRTUAL_MACHINE),
        GOOGLE("Google Compute Engine", Kind.VIRTUAL_MACHINE),
        AZURE("Azure", Kind.VIRTUAL_MACHINE),
        /** A virtual machine that does not say whose. */
        OTHER_VIRTUAL_MACHINE("virtual machine", Kind.VIRTUAL_MACHINE),
        WSL_1("WSL 1", Kind.WSL),
        WSL_2("WSL 2", Kind.WSL),
        DOCKER("Docker", Kind.CONTAINER),
        PODMAN("Podman", Kind.CONTAINER),
        LXC("LXC", Kind.CONTAINER),
        NSPAWN("systemd-nspawn", Kind.CONTAINER),
        OTHER_CONTAINER("container", Kind.CONTAINER);

        private final String label;
        private final Kind kind;

        Platform(String label, Kind kind) {
            this.label = label;
            this.kind = kind;
        }

        /** Returns its name for people; empty for {@link #UNKNOWN}. */
        public String label() {
            return label;
        }

        /** Returns whether it is a virtual machine; WSL 2, which hides that it is one, counts for itself. */
        public boolean isVirtualMachine() {
            return kind == Kind.VIRTUAL_MACHINE;
        }

        /** Returns whether it is a container. */
        public boolean isContainer() {
            return kind == Kind.CONTAINER;
        }
    }

    private enum Kind {
        NONE,
        VIRTUAL_MACHINE,
        WSL,
        CONTAINER
    }
}
