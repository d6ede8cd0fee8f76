package io.vmshare.cli;

/** What the program tells whoever started it. */
final class ExitCodes {

    static final int OK = 0;
    /** Could not start, or failed; for {@code urls --check}: not reachable. */
    static final int FAILED = 1;
    /** The command line, the environment or the configuration file is wrong. */
    static final int USAGE = 2;

    private ExitCodes() {}
}
