package io.vmshare.cli;

import io.vmshare.ShareOptionsBuilder;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.log.ProgramLog.Verbosity;
import io.vmshare.filter.AccessLogOptions;
import picocli.CommandLine.Option;

/** What is shown. */
final class ShowFlags {

    /** The forms of {@code --access-log}, in lower case since that is how they are written. */
    enum AccessLogForm {
        none,
        common,
        combined,
        json
    }

    @Option(
            names = "--access-log",
            paramLabel = "FORM",
            defaultValue = "common",
            description = "Form of the access log on standard error: ${COMPLETION-CANDIDATES}. Default: common.")
    private AccessLogForm accessLog = AccessLogForm.common;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell what is decided and why; show stack traces.")
    private boolean verbose;

    @Option(names = "--json", description = "Print one JSON object in place of the banner.")
    private boolean json;

    @Option(
            names = "--progress",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "While downloads run, show at the end of the terminal who fetches what and how far it is."
                    + " Default: on.")
    private boolean progress = true;

    @Option(names = "--qr", description = "Print the URL for devices with a camera as a QR code below the banner.")
    private boolean qr;

    @Option(names = "--open", description = "Open the share in a browser on this machine.")
    private boolean open;

    /** Returns those of a plain command line. */
    static ShowFlags of(boolean quiet) {
        ShowFlags show = new ShowFlags();
        show.quiet = quiet;
        return show;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isJson() {
        return json;
    }

    /** Returns whether a QR code belongs below the banner, if there is one. */
    boolean isQr() {
        return qr && !quiet && !json;
    }

    boolean isOpen() {
        return open;
    }

    /** Returns whether downloads are shown while they run, which takes a terminal. */
    boolean isLive() {
        return progress && !quiet && StandardStreams.mayErrBeTerminal();
    }

    Verbosity verbosity() {
        if (verbose) {
            return Verbosity.VERBOSE;
        }
        return quiet ? Verbosity.QUIET : Verbosity.NORMAL;
    }

    void applyTo(ShareOptionsBuilder options) {
        if (quiet) {
            return;
        }
        switch (accessLog) {
            case none -> {}
            case common -> options.accessLog(new AccessLogOptions(AccessLogOptions.Format.COMMON));
            case combined -> options.accessLog(new AccessLogOptions(AccessLogOptions.Format.COMBINED));
            case json -> options.accessLog(new AccessLogOptions(AccessLogOptions.Format.JSON));
        }
    }
}
