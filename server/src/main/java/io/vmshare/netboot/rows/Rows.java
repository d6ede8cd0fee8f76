package io.vmshare.netboot.rows;

import java.util.List;
import java.util.stream.Stream;

/** All rows, in the order in which they count: of several that fit one kernel the first. Immutable. */
public final class Rows {

    /** The rows of trees: installers, live systems, repositories, seeds. */
    public static final List<TreeRow> TREES = Stream.of(
                    anaconda("images/pxeboot/vmlinuz", "images/pxeboot/initrd.img"),
                    InstallerRows.ROWS,
                    OtherRows.LIVE,
                    OtherRows.REPOSITORIES,
                    OtherRows.SEEDS)
            .flatMap(List::stream)
            .toList();

    private Rows() {}

    /** Returns the rows for an Anaconda tree whose kernel and initrd are where its {@code .treeinfo} says. */
    public static List<TreeRow> anaconda(String kernel, String initrd) {
        return InstallerRows.anaconda(kernel, initrd);
    }
}
