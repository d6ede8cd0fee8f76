package io.vmshare.netboot.menu;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.util.regex.Pattern;

/**
 * A menu as a configuration file of GRUB (its manual, "Writing full configuration files directly"). What it loads is named by
 * {@code $config_directory}, the way GRUB itself came: that has the port, which GRUB leaves out of {@code Host}. Pure.
 *
 * <p>No module is asked for: whoever read this over HTTP has those that it needs, and one that is not there is an error.
 */
final class GrubConfig {

    private static final int WAIT_SECONDS = 5;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:=,+%@-]+");

    private final EntryUrls urls;
    private final BootMenu menu;
    private final boolean severalProcessors;
    private final StringBuilder out = new StringBuilder();

    private GrubConfig(BootMenu menu, EntryUrls urls) {
        this.menu = menu;
        this.urls = urls;
        long forArm = menu.entries().stream()
                .filter(entry -> isOffered(entry) && isForArm(entry))
                .count();
        long offered = menu.entries().stream().filter(GrubConfig::isOffered).count();
        this.severalProcessors = forArm > 0 && forArm < offered;
    }

    /** Renders {@code menu} for a caller who knows the directory by these URLs. */
    static String render(BootMenu menu, EntryUrls urls) {
        return new GrubConfig(menu, urls).render();
    }

    private static boolean isOffered(BootEntry entry) {
        boolean above = entry.companions().stream().anyMatch(one -> one.path().startsWith("../../"));
        return entry.missing().isEmpty() && !above && (entry.start() == Start.KERNEL || entry.start() == Start.PROGRAM);
    }

    private String render() {
        line("# What share found in " + urls.place());
        line("set share=\"$config_directory\"");
        line("set timeout=" + (startsByItself() ? WAIT_SECONDS : -1));
        line("set default=0");
        for (BootEntry entry : menu.entries()) {
            if (isOffered(entry)) {
                entry(entry);
            } else if (!entry.missing().isEmpty()) {
                line("# " + EntryUrls.plain(entry.title() + ": missing: " + entry.missing()));
            }
        }
        if (menu.entries().stream().noneMatch(GrubConfig::isOffered)) {
            line("echo 'Nothing that GRUB can start was found here'");
        }
        if (!menu.complete()) {
            line("# There is more here than was searched");
        }
        line("menuentry 'Leave this menu' {");
        line("  exit");
        return out.append("}\n").toString();
    }

    /** A program may be the very GRUB that asks, which would start itself for ever. */
    private boolean startsByItself() {
        return menu.entries().stream()
                .filter(GrubConfig::isOffered)
                .findFirst()
                .map(first -> first.start() == Start.KERNEL)
                .orElse(true);
    }

    private void entry(BootEntry entry) {
        boolean chosen = severalProcessors && entry.architecture() != Architecture.UNKNOWN;
        if (chosen) {
            line("if [ \"$grub_cpu\" " + (isForArm(entry) ? "=" : "!=") + " arm64 ]; then");
        }
        String firmware = firmware(entry);
        if (!firmware.isEmpty()) {
            line("if [ \"$grub_platform\" " + firmware + " efi ]; then");
        }
        line("menuentry '" + EntryUrls.plain(entry.title()) + "' {");
        String file = located(entry.file());
        line(entry.start() == Start.PROGRAM ? "  chainloader " + file : kernel(entry, file));
        if (entry.start() == Start.KERNEL && !entry.companions().isEmpty()) {
            line(initrd(entry));
        }
        line("}");
        if (!firmware.isEmpty()) {
            line("fi");
        }
        if (chosen) {
            line("fi");
        }
    }

    /** The loader for UEFI of several distributions takes {@code newc:} for a part of a name (seen with Debian's 2.06). */
    private static String firmware(BootEntry entry) {
        boolean places = entry.companions().stream().anyMatch(one -> !one.name().isEmpty());
        return entry.start() == Start.PROGRAM ? "=" : places ? "!=" : "";
    }

    private String kernel(BootEntry entry, String file) {
        StringBuilder command = new StringBuilder("  linux ").append(file);
        for (String word : urls.words(entry)) {
            command.append(' ').append(BARE.matcher(word).matches() ? word : "'" + word + "'");
        }
        return command.toString();
    }

    private String initrd(BootEntry entry) {
        StringBuilder command = new StringBuilder("  initrd");
        for (Companion companion : entry.companions()) {
            String prefix = companion.name().isEmpty() ? "" : "newc:" + urls.relative(companion.name()) + ":";
            command.append(' ').append(prefix).append(located(companion.path()));
        }
        return command.toString();
    }

    /** GRUB resolves no {@code ..}; but a directory that is an image has the image's name. */
    private String located(String path) {
        if (urls.absolute(path).equals(EntryUrls.withoutSlash(urls.place()))) {
            return "\"$share\"";
        }
        return "\"$share/" + urls.relative(path) + '"';
    }

    private static boolean isForArm(BootEntry entry) {
        return entry.architecture() == Architecture.AARCH64;
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
