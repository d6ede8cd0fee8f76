package io.vmshare.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StderrAppenderTest {

    private static String line(String logger, String message, @Nullable Throwable thrown, boolean withStack) {
        Logger from = new LoggerContext().getLogger(logger);
        return StderrAppender.line(new LoggingEvent("", from, Level.WARN, message, thrown, null), withStack);
    }

    @Test
    void line_accessLog_isBare() {
        assertThat(line(LogConfigurator.ACCESS, "GET /", null, false)).isEqualTo("GET /\n");
    }

    @Test
    void line_message_namesTheProgram() {
        assertThat(line("io.vmshare.path", "gone", null, false)).isEqualTo("share: gone\n");
    }

    @Test
    void line_exceptionWithAHostileName_staysOneLine() {
        Exception thrown = new IllegalStateException("/srv/a\nshare: all is well\u001b[2J");

        assertThat(line("io.vmshare.path", "failed", thrown, false))
                .isEqualTo("share: failed: java.lang.IllegalStateException: /srv/a\\nshare: all is well\\x1b[2J\n");
    }

    @Test
    void line_debugging_hasTheStack() {
        assertThat(line("io.vmshare.path", "failed", new IllegalStateException("why"), true))
                .startsWith("share: failed\njava.lang.IllegalStateException: why\n")
                .contains("\tat ");
    }
}
