package io.vmshare;

import io.vmshare.netboot.BootMenu;
import io.vmshare.netboot.menu.TreeSearch;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import java.util.List;

/** What a share offers to boot at its root, told without serving it. */
public final class BootScan {

    private BootScan() {}

    /**
     * Returns what {@code /?boot=json} of a share of {@code options} would hold. It reads the shared paths, for two seconds
     * or as long as a single read takes there.
     *
     * @throws StartupException if a path cannot be shared
     */
    public static BootMenu of(ShareOptions options) {
        return of(SharedPaths.open(options));
    }

    static BootMenu of(Mounts mounts) {
        return TreeSearch.of(mounts, new RequestPath(List.of(), true));
    }
}
