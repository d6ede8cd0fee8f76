package io.vmshare.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where options come from that are not on the command line. {@link OptionSources} reads it. */
final class ConfigFlag {

    @SuppressWarnings("unused") // read through the command's model, before the command runs
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Properties file with an option a line, such as port=8080. An environment variable (SHARE_PORT)"
                            + " wins over it, the command line over both.")
    private @Nullable String file;
}
