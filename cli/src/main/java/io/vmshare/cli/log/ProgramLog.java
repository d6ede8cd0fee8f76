package io.vmshare.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** How much the program logs, and that all of it is out before it ends. */
public final class ProgramLog implements AutoCloseable {

    static final String OURS = "io.vmshare";

    private final LoggerContext context;

    private ProgramLog(LoggerContext context) {
        this.context = context;
    }

    /** How much is logged besides the access log. */
    public enum Verbosity {
        /** Errors. */
        QUIET,
        /** What the owner should act on. */
        NORMAL,
        /** Each decision of ours, too. */
        VERBOSE
    }

    /**
     * Makes JBoss Logging, which the engine uses, log here, and keeps the engine's thread pools from registering
     * themselves for management, which loads some 300 classes. Must come before any class of the engine is loaded.
     */
    public static void bridgeEngine() {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.setProperty("jboss.threads.eqe.disable-mbean", "true");
    }

    /** Starts logging to standard error. */
    public static ProgramLog start(Verbosity verbosity) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        LoggerContext context = (LoggerContext) factory;
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        switch (verbosity) {
            case QUIET -> root.setLevel(Level.ERROR);
            case NORMAL -> root.setLevel(Level.WARN);
            case VERBOSE -> context.getLogger(OURS).setLevel(Level.DEBUG);
        }
        return new ProgramLog(context);
    }

    /** Writes what is queued, for at most a second, and stops logging. */
    @Override
    public void close() {
        context.stop();
    }
}
