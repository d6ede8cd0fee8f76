package io.vmshare.cli.host;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a thread ends that nobody replaces: without its I/O threads the program would live on and answer
 * nobody, and no supervisor would start it again. So it ends.
 */
public final class LostThreads implements Thread.UncaughtExceptionHandler {

    private static final String LINE =
            "share: a thread for connections is lost, perhaps for lack of memory; start again"
                    + " with more of it, such as java -Xmx256m -jar share.jar";

    private final @Nullable IntConsumer end;

    /** Creates one that ends this program. No lambda: the first of a program costs more than the rest of this one. */
    public LostThreads() {
        this.end = null;
    }

    /**
     * Creates one.
     *
     * @param end ends the program with the exit code given, at once and without running anything else
     */
    LostThreads(IntConsumer end) {
        this.end = end;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        try {
            System.err.println(
                    isForConnections(thread.getName()) ? LINE : "share: " + thread.getName() + ": " + failure);
        } finally { // there may be no memory for the line
            if (isForConnections(thread.getName())) {
                end();
            }
        }
    }

    private void end() {
        if (end == null) {
            Runtime.getRuntime().halt(1);
        } else {
            end.accept(1);
        }
    }

    /** Names as the library gives them. */
    private static boolean isForConnections(String name) {
        return name.startsWith("share I/O") || name.startsWith("share Accept");
    }
}
