package io.vmshare.template;

import java.util.List;

/**
 * In which files {@code ${share.url}}, {@code ${share.host}}, {@code ${share.port}} and {@code ${client.address}} are
 * replaced. Its presence in {@code ShareOptions} is what turns that on; without it nothing is ever replaced. Only files of
 * at most 1 MiB that are UTF-8 without NUL are.
 *
 * @param globs patterns of paths. One without a slash is compared with the last name, wherever the file lies; one with a
 *     slash with the path from the share's root. {@code *} stands for any characters of one name, {@code ?} for one,
 *     {@code **} in place of a name for any number of directories; letter case counts
 */
public record TemplateOptions(List<String> globs) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no glob, or one that no path of a file can match
     */
    public TemplateOptions {
        globs = List.copyOf(globs);
        if (globs.isEmpty()) {
            throw new IllegalArgumentException("templates need at least one glob");
        }
        globs.forEach(TemplateGlob::parse);
    }

    /** Returns options for these globs. */
    public static TemplateOptions of(String... globs) {
        return new TemplateOptions(List.of(globs));
    }
}
