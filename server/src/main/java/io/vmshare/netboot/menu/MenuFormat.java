package io.vmshare.netboot.menu;

import io.vmshare.netboot.BootMenu;
import io.vmshare.path.Name;
import java.util.Optional;

/** What a menu can be asked for as. */
enum MenuFormat {
    /** A script for iPXE; a {@code boot.ipxe} of the owner's wins. */
    IPXE("ipxe", "text/plain; charset=utf-8", "boot.ipxe"),
    /** A configuration file for GRUB; a {@code grub.cfg} of the owner's wins. */
    GRUB("grub", "text/plain; charset=utf-8", "grub.cfg"),
    /** For tools. */
    JSON("json", "application/json", "");

    private final String value;
    private final String mediaType;
    private final String ownFile;

    MenuFormat(String value, String mediaType, String ownFile) {
        this.value = value;
        this.mediaType = mediaType;
        this.ownFile = ownFile;
    }

    /** Returns the format that a query names; empty for any other value, which is ignored as an unknown query is. */
    static Optional<MenuFormat> of(String value) {
        for (MenuFormat format : values()) {
            if (format.value.equals(value)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    String mediaType() {
        return mediaType;
    }

    /** Returns the name of the file that is sent in place of a menu of ours, if it is there. */
    Optional<Name> ownFile() {
        return ownFile.isEmpty() ? Optional.empty() : Optional.of(Name.ofText(ownFile));
    }

    String render(BootMenu menu, EntryUrls urls) {
        return switch (this) {
            case IPXE -> IpxeScript.render(menu, urls);
            case GRUB -> GrubConfig.render(menu, urls);
            case JSON -> BootJson.render(menu, urls);
        };
    }
}
