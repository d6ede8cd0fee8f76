package io.vmshare.netboot.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that answer an installer's questions, by their names, and how an installer is told of one. */
public enum AnswerKind {
    KICKSTART("Red Hat, \"Boot options for the installation program\"", "inst.ks={answer}"),
    PRESEED("Debian installation guide, appendix B.2", "auto=true", "priority=critical", "preseed/url={answer}"),
    /** A directory; the installer appends the names of its files to the URL. */
    SEED("Ubuntu, \"Autoinstall quick start\"", "autoinstall", "ds=nocloud-net;s={answer}"),
    AUTOYAST("SUSE, \"AutoYaST guide\", boot options", "autoyast={answer}"),
    /** Proxmox asks for it by POST or reads it from its ISO, so it is not told where it is. */
    PROXMOX("Proxmox VE wiki, \"Automated Installation\"", "proxmox-start-auto-installer"),
    IGNITION("Ignition, \"Supported platforms\"", "ignition.config.url={answer}"),
    APKOVL("mkinitfs-bootparam(7)", "apkovl={answer}"),
    /** Is loaded beside boot.wim. */
    UNATTEND("Microsoft, \"Windows Setup automation overview\"");

    private final String source;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, of strings
    private final List<String> arguments;

    AnswerKind(String source, String... arguments) {
        this.source = source;
        this.arguments = List.of(arguments);
    }

    /** Returns who says that the installer is told so. */
    public String source() {
        return source;
    }

    /** Returns what is added to the kernel's command line. */
    public List<String> arguments() {
        return arguments;
    }

    /** Returns the kind of a file by its name; a seed is no file. */
    public static Optional<AnswerKind> of(String name) {
        if (name.endsWith(".ks")
                || name.startsWith("kickstart")
                || isConfig(name, "ks")
                || isConfig(name, "anaconda-ks")) {
            return Optional.of(KICKSTART);
        } else if (name.endsWith(".preseed") || name.endsWith(".seed") || isConfig(name, "preseed")) {
            return Optional.of(PRESEED);
        } else if (name.equals("autoinst.xml") || (name.startsWith("autoyast") && name.endsWith(".xml"))) {
            return Optional.of(AUTOYAST);
        } else if (name.equals("answer.toml")) {
            return Optional.of(PROXMOX);
        } else if (name.endsWith(".ign")) {
            return Optional.of(IGNITION);
        } else if (name.endsWith(".apkovl.tar.gz")) {
            return Optional.of(APKOVL);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean windows = lower.equals("autounattend.xml") || lower.equals("unattend.xml");
        return windows ? Optional.of(UNATTEND) : Optional.empty();
    }

    private static boolean isConfig(String name, String beginning) {
        return name.endsWith(".cfg")
                && (name.startsWith(beginning + "-")
                        || name.startsWith(beginning + "_")
                        || name.equals(beginning + ".cfg"));
    }
}
