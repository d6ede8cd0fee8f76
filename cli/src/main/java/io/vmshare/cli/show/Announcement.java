package io.vmshare.cli.show;

import io.vmshare.reach.Reach;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What there is to tell once a share listens.
 *
 * @param version the program's version
 * @param paths the shared paths' texts, in the order given
 * @param file the last name of the path if one file is shared, else empty
 * @param fileSegment that name as a segment of a URL
 * @param image whether that file is an image, and what it holds the root of the share
 * @param bound the addresses and ports really bound
 * @param reach who reaches the share and how
 * @param remark a line on what is not bound yet; may be empty
 */
public record Announcement(
        String version,
        List<String> paths,
        String file,
        String fileSegment,
        boolean image,
        List<InetSocketAddress> bound,
        Reach reach,
        String remark) {

    /** The text of standard input among the paths, which are absolute otherwise. */
    public static final String INPUT = "-";

    /** Copies the lists. */
    public Announcement {
        paths = List.copyOf(paths);
        bound = List.copyOf(bound);
    }

    boolean isOneFile() {
        return !file.isEmpty();
    }
}
