package io.vmshare.cli.live;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Signals of a terminal: it has another size, it is about to stop the program (Ctrl-Z), the program goes on ({@code fg}).
 * By reflection, as the signals that end it are heard, and for the same reasons.
 */
final class TerminalSignals implements InvocationHandler {

    private final Class<?> signal;
    private final Method handle;
    private final Object ourHandler;
    private final Object defaultHandler;
    private final Object ignoring;
    private final Runnable resized;
    private final Runnable stopping;
    private final Runnable goingOn;

    private TerminalSignals(Runnable resized, Runnable stopping, Runnable goingOn) throws ReflectiveOperationException {
        this.resized = resized;
        this.stopping = stopping;
        this.goingOn = goingOn;
        this.signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        this.handle = signal.getMethod("handle", signal, handler);
        this.defaultHandler = handler.getField("SIG_DFL").get(null);
        this.ignoring = handler.getField("SIG_IGN").get(null);
        this.ourHandler =
                Proxy.newProxyInstance(TerminalSignals.class.getClassLoader(), new Class<?>[] {handler}, this);
    }

    /** Has each run when its signal comes. Without them what is drawn may be cut in the wrong place, which is all. */
    static void install(Runnable resized, Runnable stopping, Runnable goingOn) {
        try {
            TerminalSignals signals = new TerminalSignals(resized, stopping, goingOn);
            signals.hear("WINCH");
            signals.hear("CONT");
            signals.hear("TSTP");
        } catch (ReflectiveOperationException | RuntimeException e) {
            return; // a trimmed runtime, or another system
        }
    }

    /** A signal that is ignored stays so: whoever started the program wants it. */
    private void hear(String name) throws ReflectiveOperationException {
        Object number = signal.getConstructor(String.class).newInstance(name);
        Object before = handle.invoke(null, number, ourHandler);
        if (ignoring.equals(before)) {
            handle.invoke(null, number, ignoring);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!method.getName().equals("handle") || arguments == null) {
            return method.invoke(this, arguments);
        }
        Object number = arguments[0];
        switch ((String) signal.getMethod("getName").invoke(number)) {
            case "WINCH" -> resized.run();
            case "CONT" -> goingOn.run();
            default -> stop(number);
        }
        return null;
    }

    /** Stops as if nobody had heard the signal; returns when the program goes on. Java raises only what it handles. */
    private void stop(Object number) throws IllegalAccessException, InvocationTargetException, InterruptedException {
        stopping.run();
        handle.invoke(null, number, defaultHandler);
        try {
            String command = "kill -s TSTP " + ProcessHandle.current().pid();
            new ProcessBuilder("sh", "-c", command).start().waitFor();
        } catch (IOException e) {
            return; // without a shell nobody presses Ctrl-Z
        } finally {
            handle.invoke(null, number, ourHandler);
            goingOn.run();
        }
    }
}
