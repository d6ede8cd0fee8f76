package io.vmshare.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.vmshare.cli.host.StandardStreams;
import io.vmshare.cli.show.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes each event to standard error in one system call: lines of the access log as they are, others as {@code share:
 * text}. Stack traces are shown only where debugging is on.
 */
final class StderrAppender extends AppenderBase<ILoggingEvent> {

    private final OutputStream out = new FileOutputStream(FileDescriptor.err);

    @Override
    protected void append(ILoggingEvent event) {
        try {
            StandardStreams.err(line(event, isDebugging()).getBytes(StandardCharsets.UTF_8), out);
        } catch (IOException e) {
            return; // nobody reads it any more, and there is no other place to say so
        }
    }

    /** Returns what is written for {@code event}, with its line end. */
    static String line(ILoggingEvent event, boolean withStack) {
        if (event.getLoggerName().equals(LogConfigurator.ACCESS)) {
            return event.getFormattedMessage() + "\n";
        }
        StringBuilder line = new StringBuilder("share: ").append(event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            if (withStack) {
                line.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            } else {
                line.append(": ").append(event.getThrowableProxy().getClassName());
                line.append(": ").append(printable(event.getThrowableProxy().getMessage()));
            }
        }
        return line.append('\n').toString();
    }

    /** A message may hold the name of a file, and that anything. */
    private static String printable(@Nullable String message) {
        return Printable.of(String.valueOf(message), StandardCharsets.UTF_8);
    }

    private boolean isDebugging() {
        return context instanceof ch.qos.logback.classic.LoggerContext loggers
                && loggers.getLogger(ProgramLog.OURS).isEnabledFor(Level.DEBUG);
    }
}
