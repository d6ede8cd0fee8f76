package io.vmshare.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code share.jar} run as its users run it: in a process of its own, whose output is kept and which ends with the test.
 * Standard output and error are read as UTF-8.
 */
public final class ShareProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Capture out;
    private final Capture err;

    private ShareProcess(Process process) {
        this.process = process;
        this.out = new Capture(process.getInputStream());
        this.err = new Capture(process.getErrorStream());
    }

    /** What a finished run left. */
    public record Result(int exitCode, String out, String err) {}

    /** Returns the command that runs the jar on the JDK under test, without arguments for the program. */
    public static List<String> command() {
        String java = System.getProperty("share.java", "");
        String ours = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java.isEmpty() ? ours : java, "-jar", jar().toString());
    }

    /** Returns the program's jar. */
    public static Path jar() {
        return Path.of(System.getProperty("share.jar", "target/share.jar")).toAbsolutePath();
    }

    /** Runs the program to its end. */
    public static Result run(String... arguments) throws Exception {
        return with(arguments).run();
    }

    /** Starts the program and returns when it has printed its banner. */
    public static ShareProcess serve(String... arguments) throws Exception {
        return with(arguments).serve();
    }

    /** Returns a run of the program that is not started yet. */
    public static Setup with(String... arguments) {
        return new Setup(List.of(arguments));
    }

    /** How the program is to be run. */
    public static final class Setup {

        private final List<String> arguments;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private List<String> command = ShareProcess.command();
        private List<String> prefix = List.of();
        private @Nullable Path directory;

        private Setup(List<String> arguments) {
            this.arguments = arguments;
        }

        /** Sets a variable of the environment. */
        public Setup environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Sets the current directory. */
        public Setup in(Path value) {
            this.directory = value;
            return this;
        }

        /** Puts a command in front that must end in replacing itself by the program. */
        public Setup through(String... value) {
            this.prefix = List.of(value);
            return this;
        }

        /** Replaces the command that runs the jar. */
        public Setup command(List<String> value) {
            this.command = value;
            return this;
        }

        public Result run() throws Exception {
            try (ShareProcess process = start()) {
                return process.await();
            }
        }

        public ShareProcess serve() throws Exception {
            ShareProcess process = start();
            try {
                process.out.await("\nFetch:", "\"urls\":"); // the banner and its JSON form are written in one piece
                return process;
            } catch (Throwable e) {
                process.close();
                throw e;
            }
        }

        public ShareProcess start() throws IOException {
            List<String> line = new ArrayList<>(prefix);
            line.addAll(command);
            line.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(line);
            if (directory != null) {
                builder.directory(directory.toFile());
            }
            Map<String, String> variables = builder.environment();
            variables.keySet().removeIf(name -> name.startsWith("SHARE_"));
            variables.remove("JAVA_TOOL_OPTIONS"); // the JVM announces that it picked them up
            variables.remove("JDK_JAVA_OPTIONS");
            variables.putAll(environment);
            ShareProcess process = new ShareProcess(builder.start());
            process.process.getOutputStream().close();
            return process;
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the port named in the banner. */
    public int port() {
        String marker = out.text().startsWith("{") ? "\"port\":" : "http on port ";
        String text = out.text();
        int start = text.indexOf(marker) + marker.length();
        int end = start;
        while (Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Integer.parseInt(text.substring(start, end));
    }

    public String out() {
        return out.text();
    }

    public String err() {
        return err.text();
    }

    /** Waits until standard error holds {@code text}. */
    public void awaitErr(String text) throws InterruptedException {
        err.await(text);
    }

    /** Waits until standard output holds {@code text}. */
    public void awaitOut(String text) throws InterruptedException {
        out.await(text);
    }

    /** Sends a signal, such as {@code TERM}. */
    public void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Stops the program by SIGTERM. */
    public Result stop() throws Exception {
        signal("TERM");
        return await();
    }

    /** Waits until the program ends. */
    public Result await() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running; out: " + out() + "; err: " + err());
        }
        out.awaitEnd();
        err.awaitEnd();
        return new Result(process.exitValue(), out(), err());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Reads a stream in a thread of its own and keeps what came. */
    private static final class Capture implements Runnable {

        private final InputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        Capture(InputStream in) {
            this.in = in;
            Thread reader = new Thread(this, "capture");
            reader.setDaemon(true);
            reader.start();
        }

        @Override
        public void run() {
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    add(buffer, n);
                }
            } catch (IOException e) {
                add(e.toString().getBytes(StandardCharsets.UTF_8), e.toString().length());
            }
            end();
        }

        private synchronized void add(byte[] buffer, int count) {
            bytes.write(buffer, 0, count);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized void await(String... anyOf) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!holds(anyOf)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new AssertionError("none of " + String.join(", ", anyOf) + " in: " + text());
                }
                wait(left);
            }
        }

        synchronized void awaitEnd() throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!ended) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no end of: " + text());
                }
                wait(left);
            }
        }

        private boolean holds(String... anyOf) {
            String text = text();
            for (String one : anyOf) {
                if (text.contains(one)) {
                    return true;
                }
            }
            return false;
        }
    }
}
