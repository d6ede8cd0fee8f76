package io.vmshare.netboot.recognise;

import io.vmshare.netboot.Architecture;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Companion;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.rows.FileKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the files that are started by themselves and are no part of a tree. For one use. */
final class SingleFiles {

    private final TreeIndex index;
    private final Set<String> wholeRoots;
    private final Set<String> used = new HashSet<>();

    SingleFiles(TreeIndex index, Set<String> wholeRoots, List<BootEntry> trees) {
        this.index = index;
        this.wholeRoots = wholeRoots;
        for (BootEntry entry : trees) {
            used.add(entry.file());
            for (Companion companion : entry.companions()) {
                if (companion.name().isEmpty()) {
                    used.add(companion.path());
                }
            }
        }
    }

    List<BootEntry> entries() {
        List<BootEntry> entries = new ArrayList<>();
        for (String path : index.paths()) {
            Optional<FileKind> kind = path.endsWith("/") ? Optional.empty() : FileKind.of(TreeIndex.name(path));
            if (kind.isPresent() && !used.contains(path) && !isPart(kind.get(), path)) {
                entries.add(entry(kind.get(), path));
            }
        }
        return entries;
    }

    /**
     * Of a whole tree only the loaders count that firmware looks for, and images that were put beside its files. A loader in
     * an image looks for that as a medium, and nobody can tell it otherwise.
     */
    private boolean isPart(FileKind kind, String path) {
        String directory = TreeIndex.parent(path);
        String image = index.imageOf(directory);
        boolean inTree = Recogniser.isBelow(path, wholeRoots);
        String name = TreeIndex.name(path).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case SCRIPT -> false;
            case PROGRAM ->
                inTree
                        && !(image.isEmpty()
                                && name.startsWith("boot")
                                && TreeIndex.name(directory).equalsIgnoreCase("boot"));
            case DISC, DISK -> inTree && !path.equals(image) && (!wholeRoots.contains(directory) || !image.isEmpty());
        };
    }

    private BootEntry entry(FileKind kind, String path) {
        Architecture architecture = architecture(kind, TreeIndex.name(path).toLowerCase(Locale.ROOT));
        String title = kind.label() + " " + TreeTexts.plain(TreeIndex.name(path), 60);
        String suffix = architecture == Architecture.UNKNOWN ? "" : " (" + architecture.id() + ")";
        return new BootEntry(
                kind.id(),
                title.strip() + suffix,
                architecture,
                kind.start(),
                TreeIndex.parent(path),
                kind.start() == Start.DISC ? path : index.imageOf(TreeIndex.parent(path)),
                path,
                List.of(),
                List.of(),
                "",
                "");
    }

    private static Architecture architecture(FileKind kind, String name) {
        Architecture named = Architecture.in(name);
        if (kind != FileKind.PROGRAM || named != Architecture.UNKNOWN) {
            return named;
        } else if (name.endsWith("x64.efi")) {
            return Architecture.X86_64;
        } else if (name.endsWith("aa64.efi")) {
            return Architecture.AARCH64;
        }
        return name.endsWith("ia32.efi") ? Architecture.I386 : Architecture.UNKNOWN;
    }
}
