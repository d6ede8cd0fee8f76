package io.vmshare.netboot.menu;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.util.Optional;

/** The kinds of machines that a menu chooses a default for. */
enum Machine {
    BIOS_64("pcbios-x86_64", Architecture.X86_64, false),
    BIOS_32("pcbios-i386", Architecture.I386, false),
    EFI_64("efi-x86_64", Architecture.X86_64, true),
    EFI_32("efi-i386", Architecture.I386, true),
    EFI_ARM("efi-aarch64", Architecture.AARCH64, true);

    private static final int LAST_ASCII = 0x7F;

    private final String id;
    private final Architecture architecture;
    private final boolean efi;

    Machine(String id, Architecture architecture, boolean efi) {
        this.id = id;
        this.architecture = architecture;
        this.efi = efi;
    }

    /** Returns what iPXE calls it: firmware and processor. */
    String id() {
        return id;
    }

    /** Returns the index of the first entry that {@code menu} can start here by itself, if there is one. */
    Optional<Integer> first(BootMenu menu) {
        for (int i = 0; i < menu.entries().size(); i++) {
            BootEntry entry = menu.entries().get(i);
            if (IpxeScript.isOffered(entry) && starts(entry) && isFetched(entry)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private boolean starts(BootEntry entry) {
        if (entry.start() == Start.PROGRAM && !efi) {
            return false;
        }
        return entry.architecture() == Architecture.UNKNOWN
                || entry.architecture() == architecture
                || (this == BIOS_64 && entry.architecture() == Architecture.I386);
    }

    /** iPXE of 2019, which QEMU 7.2 has as its ROM, asks for {@code %FFFFFFC3} where a URL has {@code %C3}. */
    private static boolean isFetched(BootEntry entry) {
        return isAscii(entry.file()) && entry.companions().stream().allMatch(companion -> isAscii(companion.path()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < LAST_ASCII);
    }
}
