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
     * Makes SLF4J and JBoss Logging, which the engine uses, log here without a search for whom they could log to. Must come
     * before any class of the engine is loaded.
     */
    public static void bridgeEngine() {
        System.setProperty("slf4j.internal.verbosity", "WARN"); // it says whom it was told to use
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
        System.setProperty("org.jboss.logging.provider", "slf4j");
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
