package io.vmshare.netboot.rows;

import io.vmshare.netboot.BootEntry.Start;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of single files that are started, by the ends of their names in any letter case. */
public enum FileKind {
    SCRIPT("ipxe-script", "iPXE script", Start.SCRIPT, "iPXE, \"Scripting\"", ".ipxe"),
    PROGRAM("efi-program", "EFI program", Start.PROGRAM, "UEFI specification, section 3.5", ".efi"),
    DISC("disc-image", "Disc", Start.DISC, "QEMU manual, \"Disk Images\"; iPXE, \"sanboot\"", ".iso"),
    DISK(
            "disk-image",
            "Disk",
            Start.DISK,
            "QEMU manual, \"Disk Images\"",
            ".img",
            ".raw",
            ".qcow2",
            ".vmdk",
            ".vdi",
            ".vhd",
            ".vhdx");

    private static final List<String> NO_DISKS =
            List.of("initrd", "initramfs", "rootfs", "efi", "squashfs", "install.img", "product.img", "updates.img");
    private static final List<String> NO_PROGRAMS = List.of("vmlinuz", "mmx64", "mmia32", "mmaa64", "fbx64", "fbaa64");

    private final String id;
    private final String label;
    private final Start start;
    private final String source;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of strings
    private final List<String> ends;

    FileKind(String id, String label, Start start, String source, String... ends) {
        this.id = id;
        this.label = label;
        this.start = start;
        this.source = source;
        this.ends = List.of(ends);
    }

    /** Returns the id of its row. */
    public String id() {
        return id;
    }

    /** Returns what a menu says before the file's name. */
    public String label() {
        return label;
    }

    /** Returns how it is started. */
    public Start start() {
        return start;
    }

    /** Returns who says that it is. */
    public String source() {
        return source;
    }

    /**
     * Returns the kind of a file by its name; empty for any other, also for those that have such a name and are something
     * else: initial file systems, installers' images, kernels, and programs that only serve another one.
     */
    public static Optional<FileKind> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            for (String end : kind.ends) {
                if (lower.endsWith(end) && lower.length() > end.length()) {
                    return kind.isSomethingElse(lower) ? Optional.empty() : Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isSomethingElse(String name) {
        return switch (this) {
            case SCRIPT, DISC -> false;
            case PROGRAM -> NO_PROGRAMS.stream().anyMatch(name::startsWith);
            case DISK -> name.endsWith(".img") && NO_DISKS.stream().anyMatch(name::contains);
        };
    }
}
