package io.vmshare;

import io.vmshare.filter.AccessLogOptions;
import io.vmshare.template.TemplateOptions;
import io.vmshare.wire.LimitOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is shared and how. Immutable and thread-safe; made by {@link #builder(Path...)}. The defaults are those of a
 * library: loopback, a free port, read-only, nothing outside the shared paths.
 */
public final class ShareOptions {

    private final Builder values; // a copy that nobody else has

    private ShareOptions(Builder builder) {
        this.values = new Builder(builder);
    }

    /**
     * Returns a builder for a share of {@code paths}. One directory is served as {@code /}; one file as {@code /NAME}, and
     * if it is an image what it holds as {@code /}; several paths each under their last name, which must differ. A path may belong to any file system provider.
     *
     * @throws IllegalArgumentException if there is no path
     */
    public static Builder builder(Path... paths) {
        return new Builder(List.of(paths));
    }

    /** Returns a builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(values);
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

    /** Returns in which files the names of the share are replaced; absent, in none. */
    public Optional<TemplateOptions> templates() {
        return values.templates;
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

    /** Collects options; not thread-safe. Values are checked where they are set. */
    public static final class Builder {

        private final List<Path> paths;
        private List<InetAddress> addresses = List.of(InetAddress.getLoopbackAddress());
        private int port;
        private boolean index = true;
        private boolean hidden = true;
        private boolean followSymlinks;
        private boolean precompressed;
        private boolean images = true;
        private boolean keepFiles = true;
        private Optional<TemplateOptions> templates = Optional.empty();
        private final Map<String, String> mediaTypes = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Optional<AccessLogOptions> accessLog = Optional.empty();
        private Duration grace = Duration.ofSeconds(5);
        private Duration stallTimeout = Duration.ofMinutes(10);
        private LimitOptions limits = LimitOptions.DEFAULT;

        private Builder(List<Path> paths) {
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("a share needs at least one path");
            }
            this.paths = List.copyOf(paths);
        }

        private Builder(Builder other) {
            this.paths = other.paths;
            this.addresses = other.addresses;
            this.port = other.port;
            this.index = other.index;
            this.hidden = other.hidden;
            this.followSymlinks = other.followSymlinks;
            this.precompressed = other.precompressed;
            this.images = other.images;
            this.keepFiles = other.keepFiles;
            this.templates = other.templates;
            this.mediaTypes.putAll(other.mediaTypes);
            this.headers.putAll(other.headers);
            this.accessLog = other.accessLog;
            this.grace = other.grace;
            this.stallTimeout = other.stallTimeout;
            this.limits = other.limits;
        }

        /** Sets the addresses to listen on; the IPv6 wildcard {@code ::} stands for every address, IPv4 and IPv6. */
        public Builder addresses(InetAddress... value) {
            return addresses(List.of(value));
        }

        /** Sets the addresses to listen on; the IPv6 wildcard {@code ::} stands for every address, IPv4 and IPv6. */
        public Builder addresses(List<InetAddress> value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("addresses must not be empty");
            }
            this.addresses = List.copyOf(new LinkedHashSet<>(value)); // one listener an address
            return this;
        }

        /** Sets the TCP port; 0 is any free one. */
        public Builder port(int value) {
            OptionRules.checkPort(value);
            this.port = value;
            return this;
        }

        /** Sets whether an index file is served in place of a listing. */
        public Builder index(boolean value) {
            this.index = value;
            return this;
        }

        /** Sets whether names that begin with a dot are served and listed. */
        public Builder hidden(boolean value) {
            this.hidden = value;
            return this;
        }

        /** Sets whether symbolic links may lead out of the shared paths. */
        public Builder followSymlinks(boolean value) {
            this.followSymlinks = value;
            return this;
        }

        /**
         * Sets whether a text, or WebAssembly, is sent as the {@code .br}, {@code .zst} or {@code .gz} file beside it to
         * clients that accept that content coding; one older than the file is ignored.
         */
        public Builder precompressed(boolean value) {
            this.precompressed = value;
            return this;
        }

        /** Sets whether images are trees, too. */
        public Builder images(boolean value) {
            this.images = value;
            return this;
        }

        /** Sets whether files that were sent a moment ago are kept open or in memory. */
        public Builder keepFiles(boolean value) {
            this.keepFiles = value;
            return this;
        }

        /** Replaces the names of the share in those files by what each caller uses. */
        public Builder templates(TemplateOptions value) {
            this.templates = Optional.of(value);
            return this;
        }

        /**
         * Adds the media type of files whose name ends in {@code .extension}, in any letter case.
         *
         * @throws IllegalArgumentException if either is not of that form (RFC 9110 §8.3.1)
         */
        public Builder mediaType(String extension, String type) {
            OptionRules.checkMediaType(extension, type);
            mediaTypes.put(extension.toLowerCase(java.util.Locale.ROOT), type);
            return this;
        }

        /**
         * Adds a field to every answer; it wins over the share's own, except for the fields that frame the message.
         *
         * @throws IllegalArgumentException if the name is no token or the value no field value (RFC 9110 §5), or the
         *     field frames the message
         */
        public Builder header(String name, String value) {
            OptionRules.checkHeader(name, value);
            headers.put(name, value);
            return this;
        }

        /** Turns the access log on. Lines go to the SLF4J logger {@code io.vmshare.access} at INFO. */
        public Builder accessLog(AccessLogOptions value) {
            this.accessLog = Optional.of(value);
            return this;
        }

        /** Sets how long {@link ShareServer#close()} lets exchanges in flight finish; zero cuts them. */
        public Builder grace(Duration value) {
            OptionRules.checkGrace(value);
            this.grace = value;
            return this;
        }

        /** Sets how long a reader may take no byte before its connection is cut. */
        public Builder stallTimeout(Duration value) {
            OptionRules.checkStallTimeout(value);
            this.stallTimeout = value;
            return this;
        }

        /** Sets what a connection to a {@link ShareServer} may ask before it is refused or closed. */
        public Builder limits(LimitOptions value) {
            this.limits = value;
            return this;
        }

        /** Returns the options. */
        public ShareOptions build() {
            return new ShareOptions(this);
        }
    }
}
