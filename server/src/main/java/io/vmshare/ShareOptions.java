package io.vmshare;

import io.vmshare.archive.ArchiveOptions;
import io.vmshare.filter.AccessLogOptions;
import io.vmshare.listing.ListingOptions;
import io.vmshare.template.TemplateOptions;
import io.vmshare.transfer.TransferOptions;
import io.vmshare.wire.LimitOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is shared and how. Immutable and thread-safe; made by {@link #builder(Path...)}. The defaults are those of a
 * library: loopback, a free port, read-only, nothing outside the shared paths.
 */
public final class ShareOptions {

    private final ShareOptionsBuilder values; // a copy that nobody else has

    ShareOptions(ShareOptionsBuilder builder) {
        this.values = new ShareOptionsBuilder(builder);
    }

    /**
     * Returns a builder for a share of {@code paths}. One directory is served as {@code /}; one file as {@code /NAME}, and
     * if it is an image what it holds as {@code /}; several paths each under their last name, which must differ. A path may belong to any file system provider.
     *
     * @throws IllegalArgumentException if there is no path
     */
    public static ShareOptionsBuilder builder(Path... paths) {
        return new ShareOptionsBuilder(List.of(paths));
    }

    /** Returns a builder that starts from these options. */
    public ShareOptionsBuilder toBuilder() {
        return new ShareOptionsBuilder(values);
    }

    /** Returns the shared paths, in the order given; never empty. */
    public List<Path> paths() {
        return values.paths;
    }

    /** Returns the addresses to listen on; the IPv6 wildcard stands for every address, IPv4 and IPv6. */
    public List<InetAddress> addresses() {
        return values.addresses;
    }

    /** Returns the TCP port, 0 to 65535; 0 is any free one. */
    public int port() {
        return values.port;
    }

    /** Returns whether {@code index.html} or {@code index.htm} is served in place of a directory's listing. */
    public boolean index() {
        return values.index;
    }

    /** Returns whether names that begin with a dot are served and listed. */
    public boolean hidden() {
        return values.hidden;
    }

    /** Returns whether symbolic links may lead out of the shared paths. */
    public boolean followSymlinks() {
        return values.followSymlinks;
    }

    /** Returns whether {@code .br}, {@code .zst} and {@code .gz} files beside a text stand in for it. */
    public boolean precompressed() {
        return values.precompressed;
    }

    /** Returns whether an image ({@code .iso}, {@code .zip}) with a slash behind its name is the tree that it holds. */
    public boolean images() {
        return values.images;
    }

    /**
     * Returns whether files that were sent a moment ago are kept open or in memory. It changes no answer: each rests on a
     * look at the path.
     */
    public boolean keepFiles() {
        return values.keepFiles;
    }

    /** Returns what listings say by default, and how far below a directory one answer may look. */
    public ListingOptions listing() {
        return values.listing;
    }

    /** Returns how directories are sent as archives; absent, they are not. */
    public Optional<ArchiveOptions> archives() {
        return values.archives;
    }

    /** Returns in which files the names of the share are replaced; absent, in none. */
    public Optional<TemplateOptions> templates() {
        return values.templates;
    }

    /** Returns the file that {@code /?self} hands out as {@code share.jar}; absent, that is 404. */
    public Optional<Path> self() {
        return values.self;
    }

    /** Returns media types by lower-case file name extension without its dot; they win over the built-in table. */
    public Map<String, String> mediaTypes() {
        return Collections.unmodifiableMap(values.mediaTypes);
    }

    /** Returns fields added to every answer, by name. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(values.headers);
    }

    /** Returns how exchanges are logged; absent, they are not. */
    public Optional<AccessLogOptions> accessLog() {
        return values.accessLog;
    }

    /** Returns who is told of downloads; absent, nobody is. */
    public Optional<TransferOptions> transfers() {
        return values.transfers;
    }

    /** Returns how long {@link ShareServer#close()} lets exchanges in flight finish. */
    public Duration grace() {
        return values.grace;
    }

    /** Returns how long a reader may take no byte before its connection is cut. */
    public Duration stallTimeout() {
        return values.stallTimeout;
    }

    /** Returns what a connection to a {@link ShareServer} may ask before it is refused or closed. */
    public LimitOptions limits() {
        return values.limits;
    }
}
