package io.vmshare.cli;

import io.vmshare.cli.jvm.ArchiveUpkeep;
import picocli.CommandLine.Option;

/** What the program does for its next start. */
final class JvmFlags {

    @Option(
            names = "--jvm-archive",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "When started as a program of its own (./share.jar), keep an archive in the user's cache"
                    + " that makes the next start faster. Default: on.")
    private boolean archive = true;

    /** Begins with it, for a share that is there to stay. */
    void start() {
        if (archive) {
            ArchiveUpkeep.start();
        }
    }
}
