package io.vmshare.netboot.menu;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootMenu;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A menu as a script for iPXE (its manual, "Scripting" and the pages of the commands). What it loads is named relative to
 * the script's own URL, so that one script serves every network; only what a kernel is told has the caller's URL. Nothing
 * in it is newer than iPXE of 2019. Pure.
 */
final class IpxeScript {

    private static final int WAIT_MILLIS = 5000;
    private static final int MOST_DIGITS = 9;

    /** What comes between the entries and the end; a failure waits for somebody, so that no machine tries for ever. */
    private static final String TAIL = """
            :failed
            echo That did not start. Press a key for the menu.
            prompt ||
            :again
            set wait 0
            goto menu
            :shell
            shell ||
            goto again
            :leave
            exit
            """;

    private final EntryUrls urls;
    private final BootMenu menu;
    private final StringBuilder out = new StringBuilder();

    private IpxeScript(BootMenu menu, EntryUrls urls) {
        this.menu = menu;
        this.urls = urls;
    }

    /** Renders {@code menu} for a caller who knows the directory by these URLs. */
    static String render(BootMenu menu, EntryUrls urls) {
        return new IpxeScript(menu, urls).render();
    }

    /** Returns whether a menu of iPXE can start it. */
    static boolean isOffered(BootEntry entry) {
        return entry.missing().isEmpty()
                && switch (entry.start()) {
                    case KERNEL, SCRIPT, PROGRAM, WIMBOOT, DISC -> true;
                    case DISK -> isRaw(entry.file());
                    case REPOSITORY, SEED -> false;
                };
    }

    private String render() {
        line("#!ipxe");
        line("# What share found in " + urls.place());
        line("set machine ${buildarch}");
        line("iseq ${machine} i386 && cpuid --ext 29 && set machine x86_64 ||");
        line("iseq ${machine} arm64 && set machine aarch64 ||");
        line("set first leave");
        for (Machine machine : Machine.values()) {
            Optional<Integer> first = machine.first(menu);
            first.ifPresent(index ->
                    line("iseq ${platform}-${machine} " + machine.id() + " && set first " + label(index) + " ||"));
        }
        line("set wait " + WAIT_MILLIS);
        line(":menu");
        line("menu " + EntryUrls.plain(urls.place()) + " || goto ${first}");
        items();
        line("choose --default ${first} --timeout ${wait} chosen && goto ${chosen} || goto leave");
        for (int i = 0; i < menu.entries().size(); i++) {
            if (isOffered(menu.entries().get(i))) {
                line(":" + label(i));
                start(menu.entries().get(i));
            }
        }
        return out.append(TAIL).toString();
    }

    private void items() {
        int offered = 0;
        for (int i = 0; i < menu.entries().size(); i++) {
            BootEntry entry = menu.entries().get(i);
            if (isOffered(entry)) {
                offered++;
                String key = offered <= MOST_DIGITS ? "--key " + offered + " " : "";
                line("item " + key + label(i) + " " + EntryUrls.plain(entry.title()));
            } else if (!entry.missing().isEmpty()) {
                gap(EntryUrls.plain(entry.title() + ": missing: " + entry.missing()));
            }
        }
        if (offered == 0) {
            gap("Nothing that iPXE can start was found here");
        }
        if (!menu.complete()) {
            gap("There is more here than was searched");
        }
        line("item --key s shell Shell of iPXE");
        line("item --key x leave Leave this menu");
    }

    private void start(BootEntry entry) {
        line("imgfree ||");
        String file = urls.relative(entry.file());
        switch (entry.start()) {
            case KERNEL -> kernel(entry, file);
            case WIMBOOT -> {
                attempt("kernel " + file);
                for (Companion companion : entry.companions()) {
                    String name = urls.relative(companion.name());
                    attempt(initrd(name, companion) + " " + name);
                }
                attempt("boot");
            }
            case PROGRAM -> {
                attempt("iseq ${platform} efi");
                attempt("chain " + file);
            }
            case SCRIPT -> attempt("chain " + file);
            case DISC -> {
                if (!menu.complete() && !isSearched(entry.file())) {
                    line("chain " + file + "/" + urls.menu("ipxe") + " && goto again ||");
                }
                attempt("sanboot --no-describe " + urls.absolute(entry.file()));
            }
            case DISK -> attempt("sanboot --no-describe " + urls.absolute(entry.file()));
            case REPOSITORY, SEED -> throw new IllegalArgumentException("not started: " + entry.row());
        }
        line("goto again");
    }

    /** Under UEFI the kernel asks for each initrd by the name it is told; under BIOS the words change nothing. */
    private void kernel(BootEntry entry, String file) {
        StringBuilder command = new StringBuilder("kernel ").append(file);
        List<Companion> companions = entry.companions();
        for (int i = 0; i < companions.size(); i++) {
            if (companions.get(i).name().isEmpty()) {
                command.append(" initrd=initrd").append(i);
            }
        }
        urls.words(entry).forEach(word -> command.append(' ').append(word));
        attempt(command.toString());
        for (int i = 0; i < companions.size(); i++) {
            Companion companion = companions.get(i);
            String inside = companion.name().isEmpty() ? "" : " /" + urls.relative(companion.name()) + " mode=644";
            attempt(initrd("initrd" + i, companion) + inside);
        }
        attempt("boot");
    }

    private String initrd(String name, Companion companion) {
        return "initrd --name " + name + " " + urls.relative(companion.path());
    }

    private boolean isSearched(String image) {
        return menu.entries().stream().anyMatch(entry -> entry.tree().startsWith(image + "/"));
    }

    private static boolean isRaw(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".img") || name.endsWith(".raw");
    }

    private static String label(int index) {
        return "e" + (index + 1);
    }

    private void gap(String text) {
        line("item --gap -- " + text);
    }

    private void attempt(String command) {
        line(command + " || goto failed");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
