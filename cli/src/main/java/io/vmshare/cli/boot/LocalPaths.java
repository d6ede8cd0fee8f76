package io.vmshare.cli.boot;

import io.vmshare.cli.host.NativePaths;
import io.vmshare.netboot.Architecture;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where things are on this machine.
 *
 * @param roots the texts of the shared paths
 * @param options those that the share is given, but for its port, each with a blank before it
 * @param files the text of the absolute path of a file, by its path in the share; empty for none here, as in an image
 * @param firmware the text of the path of a UEFI firmware for x86_64; empty if none is found
 */
public record LocalPaths(
        List<String> roots, String options, Function<String, Optional<String>> files, Optional<String> firmware) {

    /** Copies the list. */
    public LocalPaths {
        roots = List.copyOf(roots);
    }

    /** Where distributions keep it: Debian and Ubuntu, Fedora, Arch, openSUSE. */
    private static final List<String> FIRMWARE = List.of(
            "/usr/share/OVMF/OVMF_CODE_4M.fd",
            "/usr/share/OVMF/OVMF_CODE.fd",
            "/usr/share/edk2/ovmf/OVMF_CODE.fd",
            "/usr/share/edk2/x64/OVMF_CODE.4m.fd",
            "/usr/share/qemu/ovmf-x86_64-code.bin");

    private static final Path KVM = Path.of("/dev/kvm");

    /** Returns those of a share of absolute {@code paths}; what is asked of them later looks at the disk. */
    public static LocalPaths of(List<Path> paths, String options) {
        boolean directory = paths.size() == 1 && Files.isDirectory(paths.get(0));
        List<String> roots = paths.stream().map(NativePaths::text).toList();
        String root = roots.get(0);
        return new LocalPaths(
                roots,
                options,
                path -> directory ? existing(root + "/" + path) : named(paths, path),
                FIRMWARE.stream()
                        .filter(file -> Files.isReadable(Path.of(file)))
                        .findFirst());
    }

    /** Returns what guests this machine runs itself. */
    public static Set<Architecture> accelerated() {
        Architecture own = Architecture.in(System.getProperty("os.arch", ""));
        if (own == Architecture.UNKNOWN || !Files.isWritable(KVM)) {
            return Set.of();
        }
        return own == Architecture.X86_64 ? Set.of(own, Architecture.I386) : Set.of(own);
    }

    /** Each of several paths, and a single file, is in the share under its last name. */
    private static Optional<String> named(List<Path> paths, String path) {
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        for (Path one : paths) {
            if (NativePaths.lastName(one).equals(name)) {
                return existing(NativePaths.text(one) + (slash < 0 ? "" : path.substring(slash)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> existing(String text) {
        try {
            return Files.isRegularFile(NativePaths.of(text)) ? Optional.of(text) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
