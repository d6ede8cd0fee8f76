package io.vmshare.cli.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Logback's configuration, in code since reading it from a file costs more than all else at start. All events go through
 * a queue that drops rather than blocks: a terminal that is stopped (Ctrl-S) must not stop the share. Found by Logback
 * through {@code META-INF/services}.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    /** Some 4 MB of access lines at worst; within the 64 MB of heap that the program must do with. */
    private static final int QUEUE = 8192;

    static final String ACCESS = "io.vmshare.access";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        StderrAppender stderr = new StderrAppender();
        stderr.setContext(context);
        stderr.start();
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setQueueSize(QUEUE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.addAppender(stderr);
        queue.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(queue);
        context.getLogger(ACCESS).setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
