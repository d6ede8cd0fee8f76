package io.vmshare.cli;

import io.vmshare.ShareOptionsBuilder;
import picocli.CommandLine.Option;

/** What there is to be seen in the shared paths. */
final class TreeFlags {

    @Option(
            names = "--hidden",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Serve and list names that begin with a dot. Default: on.")
    private boolean hidden = true;

    @Option(names = "--follow-symlinks", description = "Follow symbolic links out of the shared paths, too.")
    private boolean followSymlinks;

    @Option(
            names = "--images",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Serve what an image (.iso, .zip) holds below its name and a slash. Default: on.")
    private boolean images = true;

    boolean isHiddenServed() {
        return hidden;
    }

    ShareOptionsBuilder applyTo(ShareOptionsBuilder options) {
        return options.hidden(hidden).followSymlinks(followSymlinks).images(images);
    }
}
