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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects the options of a share, each checked where it is set. Made by {@link ShareOptions#builder}; not thread-safe. */
public final class ShareOptionsBuilder {

    final List<Path> paths;
    List<InetAddress> addresses = List.of(InetAddress.getLoopbackAddress());
    int port;
    boolean index = true;
    boolean hidden = true;
    boolean followSymlinks;
    boolean precompressed;
    boolean images = true;
    boolean keepFiles = true;
    ListingOptions listing = ListingOptions.DEFAULT;
    Optional<ArchiveOptions> archives = Optional.of(ArchiveOptions.DEFAULT);
    Optional<TemplateOptions> templates = Optional.empty();
    Optional<Path> self = Optional.empty();
    final Map<String, String> mediaTypes = new LinkedHashMap<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    Optional<AccessLogOptions> accessLog = Optional.empty();
    Optional<TransferOptions> transfers = Optional.empty();
    Duration grace = Duration.ofSeconds(5);
    Duration stallTimeout = Duration.ofMinutes(10);
    LimitOptions limits = LimitOptions.DEFAULT;

    ShareOptionsBuilder(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("a share needs at least one path");
        }
        this.paths = List.copyOf(paths);
    }

    ShareOptionsBuilder(ShareOptionsBuilder other) {
        this.paths = other.paths;
        this.addresses = other.addresses;
        this.port = other.port;
        this.index = other.index;
        this.hidden = other.hidden;
        this.followSymlinks = other.followSymlinks;
        this.precompressed = other.precompressed;
        this.images = other.images;
        this.keepFiles = other.keepFiles;
        this.listing = other.listing;
        this.archives = other.archives;
        this.templates = other.templates;
        this.self = other.self;
        this.mediaTypes.putAll(other.mediaTypes);
        this.headers.putAll(other.headers);
        this.accessLog = other.accessLog;
        this.transfers = other.transfers;
        this.grace = other.grace;
        this.stallTimeout = other.stallTimeout;
        this.limits = other.limits;
    }

    /** Sets the addresses to listen on; the IPv6 wildcard {@code ::} stands for every address, IPv4 and IPv6. */
    public ShareOptionsBuilder addresses(InetAddress... value) {
        return addresses(List.of(value));
    }

    /** Sets the addresses to listen on; the IPv6 wildcard {@code ::} stands for every address, IPv4 and IPv6. */
    public ShareOptionsBuilder addresses(List<InetAddress> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("addresses must not be empty");
        }
        this.addresses = List.copyOf(new LinkedHashSet<>(value)); // one listener an address
        return this;
    }

    /** Sets the TCP port; 0 is any free one. */
    public ShareOptionsBuilder port(int value) {
        OptionRules.checkPort(value);
        this.port = value;
        return this;
    }

    /** Sets whether an index file is served in place of a listing. */
    public ShareOptionsBuilder index(boolean value) {
        this.index = value;
        return this;
    }

    /** Sets whether names that begin with a dot are served and listed. */
    public ShareOptionsBuilder hidden(boolean value) {
        this.hidden = value;
        return this;
    }

    /** Sets whether symbolic links may lead out of the shared paths. */
    public ShareOptionsBuilder followSymlinks(boolean value) {
        this.followSymlinks = value;
        return this;
    }

    /**
     * Sets whether a text, or WebAssembly, is sent as the {@code .br}, {@code .zst} or {@code .gz} file beside it to
     * clients that accept that content coding; one older than the file is ignored.
     */
    public ShareOptionsBuilder precompressed(boolean value) {
        this.precompressed = value;
        return this;
    }

    /** Sets whether images are trees, too. */
    public ShareOptionsBuilder images(boolean value) {
        this.images = value;
        return this;
    }

    /** Sets whether files that were sent a moment ago are kept open or in memory. */
    public ShareOptionsBuilder keepFiles(boolean value) {
        this.keepFiles = value;
        return this;
    }

    /** Sets what listings say by default, and how far below a directory one answer may look. */
    public ShareOptionsBuilder listing(ListingOptions value) {
        this.listing = value;
        return this;
    }

    /** Sets how directories are sent as archives to those who ask for one. */
    public ShareOptionsBuilder archives(ArchiveOptions value) {
        this.archives = Optional.of(value);
        return this;
    }

    /** Sends no archives. */
    public ShareOptionsBuilder withoutArchives() {
        this.archives = Optional.empty();
        return this;
    }

    /** Replaces the names of the share in those files by what each caller uses. */
    public ShareOptionsBuilder templates(TemplateOptions value) {
        this.templates = Optional.of(value);
        return this;
    }

    /**
     * Hands out the program that serves at {@code /?self}, as {@code share.jar}: a jar that starts with {@code java -jar}.
     * It is served as it is when the share starts; if it is replaced, not at all.
     */
    public ShareOptionsBuilder self(Path value) {
        this.self = Optional.of(value);
        return this;
    }

    /**
     * Adds the media type of files whose name ends in {@code .extension}, in any letter case.
     *
     * @throws IllegalArgumentException if either is not of that form (RFC 9110 §8.3.1)
     */
    public ShareOptionsBuilder mediaType(String extension, String type) {
        OptionRules.checkMediaType(extension, type);
        mediaTypes.put(extension.toLowerCase(Locale.ROOT), type);
        return this;
    }

    /**
     * Adds a field to every answer; it wins over the share's own, except for the fields that frame the message.
     *
     * @throws IllegalArgumentException if the name is no token or the value no field value (RFC 9110 §5), or the
     *     field frames the message
     */
    public ShareOptionsBuilder header(String name, String value) {
        OptionRules.checkHeader(name, value);
        headers.put(name, value);
        return this;
    }

    /** Turns the access log on. Lines go to the SLF4J logger {@code io.vmshare.access} at INFO. */
    public ShareOptionsBuilder accessLog(AccessLogOptions value) {
        this.accessLog = Optional.of(value);
        return this;
    }

    /** Has a listener told of each download when it begins and when it ends. */
    public ShareOptionsBuilder transfers(TransferOptions value) {
        this.transfers = Optional.of(value);
        return this;
    }

    /** Sets how long {@link ShareServer#close()} lets exchanges in flight finish; zero cuts them. */
    public ShareOptionsBuilder grace(Duration value) {
        OptionRules.checkGrace(value);
        this.grace = value;
        return this;
    }

    /** Sets how long a reader may take no byte before its connection is cut. */
    public ShareOptionsBuilder stallTimeout(Duration value) {
        OptionRules.checkStallTimeout(value);
        this.stallTimeout = value;
        return this;
    }

    /** Sets what a connection to a {@link ShareServer} may ask before it is refused or closed. */
    public ShareOptionsBuilder limits(LimitOptions value) {
        this.limits = value;
        return this;
    }

    /** Returns the options. */
    public ShareOptions build() {
        return new ShareOptions(this);
    }
}
