package io.vmshare.archive;

import java.util.List;

/**
 * How directories are sent as archives. Its presence in {@code ShareOptions} is what lets clients ask for them.
 *
 * @param formats those that may be asked for: {@code zip}, {@code tar}, {@code tar.gz}
 * @param maxAtOnce how many may be under way at once, however slowly they are read, in each place that may hang, such as a
 *     network mount, and everywhere else; more are refused with 503
 */
public record ArchiveOptions(List<String> formats, int maxAtOnce) {

    private static final List<String> KNOWN = List.of("zip", "tar", "tar.gz");

    /** All formats, sixteen at once. */
    public static final ArchiveOptions DEFAULT = new ArchiveOptions(KNOWN, 16);

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no format or an unknown one, or if {@code maxAtOnce} is not positive
     */
    public ArchiveOptions {
        formats = List.copyOf(formats);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("archives need at least one format");
        }
        for (String format : formats) {
            if (!KNOWN.contains(format)) {
                throw new IllegalArgumentException("formats must be of " + KNOWN + ": " + format);
            }
        }
        if (maxAtOnce <= 0) {
            throw new IllegalArgumentException("maxAtOnce must be positive: " + maxAtOnce);
        }
    }

    /** Returns these options with other formats. */
    public ArchiveOptions withFormats(String... value) {
        return new ArchiveOptions(List.of(value), maxAtOnce);
    }

    /** Returns these options with another bound. */
    public ArchiveOptions withMaxAtOnce(int value) {
        return new ArchiveOptions(formats, value);
    }
}
