package io.vmshare.cli.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends the program when it is told to stop, with exit code 0 unless it wants another: the first SIGINT, SIGTERM or SIGHUP
 * stops it in order, a second one at once. The first is the JVM's shutdown hook, which costs nothing at start and leaves a
 * signal ignored that was ignored before ({@code nohup}). Only while stopping are handlers of its own installed, since the
 * JVM makes a second signal wait for the first.
 */
public final class StopSignals implements AutoCloseable {

    private static final String[] NAMES = {"INT", "TERM", "HUP"};

    /** Whoever sees that the program does not end within this time may send a second signal. */
    private static final long QUICK_NANOS = 50_000_000;

    private final Stop stop;
    private final Thread hook = new Hook();

    private StopSignals(Stop stop) {
        this.stop = stop;
    }

    /** What is done when the program is told to stop. */
    @FunctionalInterface
    public interface Stop extends Runnable {

        /** Returns whether it is likely to take no time, so that a second signal need not be heard at once. */
        default boolean isQuick() {
            return false;
        }

        /** Returns the exit code of a program that was told to stop. */
        default int exitCode() {
            return 0;
        }
    }

    /** Runs {@code stop} when the program is told to stop, and then ends it. */
    public static StopSignals install(Stop stop) {
        StopSignals signals = new StopSignals(stop);
        Runtime.getRuntime().addShutdownHook(signals.hook);
        return signals;
    }

    /** Blocks until the program ends. */
    public void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops without a signal; the program goes on, unless a signal comes meanwhile. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            await(); // a signal was first, and is about to end the program
        }
        if (!stop.isQuick()) {
            haltOnSecond(stop);
        }
        stop.run();
    }

    /** A class and not a lambda: the first lambda of a program costs more than the rest of this one. */
    private final class Hook extends Thread {

        private Hook() {
            super("share-stop");
        }

        @Override
        public void run() {
            if (stop.isQuick()) {
                new Later(stop).start(); // the handlers take as long as all else
            } else {
                haltOnSecond(stop); // first: whoever sees the listeners gone may send the second signal
            }
            int code = 1;
            try {
                stop.run();
                code = stop.exitCode();
            } finally {
                Runtime.getRuntime().halt(code);
            }
        }
    }

    /** Hears the second signal only if the program is still there by then. */
    private static final class Later extends Thread {

        private final Stop stop;

        private Later(Stop stop) {
            super("share-second");
            setDaemon(true);
            this.stop = stop;
        }

        @Override
        public void run() {
            LockSupport.parkNanos(QUICK_NANOS);
            haltOnSecond(stop);
        }
    }

    /**
     * Installs handlers that halt. By reflection: {@code sun.misc.Signal} is the only way to hear a signal, javac warns
     * of it in a manner that cannot be switched off, and a trimmed runtime may lack its module.
     */
    private static void haltOnSecond(Stop stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            Object ignored = handler.getField("SIG_IGN").get(null);
            Object halt = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, new Halt(stop));
            for (String name : NAMES) {
                Object number = signal.getConstructor(String.class).newInstance(name);
                Object before = handle.invoke(null, number, halt);
                if (ignored.equals(before)) {
                    handle.invoke(null, number, ignored);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return; // without it a second signal waits for the grace time
        }
    }

    private record Halt(Stop stop) implements InvocationHandler {

        private static final Duration PATIENCE = Duration.ofMillis(100);

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            StandardStreams.leaveClean(PATIENCE);
            Runtime.getRuntime().halt(stop.exitCode());
            return null;
        }
    }
}
