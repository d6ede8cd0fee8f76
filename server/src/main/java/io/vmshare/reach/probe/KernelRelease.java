package io.vmshare.reach.probe;

import io.vmshare.reach.Machine;
import io.vmshare.reach.Machine.Platform;
import io.vmshare.text.LogText;
import java.util.List;
import java.util.Optional;

/** What the release of a Linux kernel tells. Pure. */
final class KernelRelease {

    private KernelRelease() {}

    /** Returns the Windows Subsystem for Linux whose kernel has that release; empty if it is another's kernel. */
    static Optional<Machine> wsl(String release) {
        if (!release.contains("microsoft") && !release.contains("Microsoft")) {
            return Optional.empty();
        }
        boolean second = release.contains("WSL2") || release.contains("microsoft-standard");
        List<String> evidence = List.of("kernel " + LogText.escape(release));
        return Optional.of(new Machine(second ? Platform.WSL_2 : Platform.WSL_1, evidence));
    }
}
