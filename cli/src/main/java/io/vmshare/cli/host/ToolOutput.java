package io.vmshare.cli.host;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a tool of the system prints. It runs without a shell and in no language, hears nothing, and is killed when it takes
 * longer than 2 s; what it prints beyond 16 MiB is as if it had failed.
 */
final class ToolOutput {

    private static final long LIMIT_MILLIS = 2_000;
    private static final int MAX_BYTES = 16 << 20;

    private ToolOutput() {}

    /** Returns what the tool prints to standard output; empty if it is not there, fails, hangs or prints too much. */
    static Optional<String> of(String tool, String... arguments) {
        Optional<Path> program = find(tool);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                .redirectError(Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        try {
            return output(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns whether one of the tools can be run. */
    static boolean isThere(String... tools) {
        for (String tool : tools) {
            if (find(tool).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> output(Process process) throws IOException {
        Thread killer = new Thread(() -> killAfterLimit(process), "share-tool-limit");
        killer.setDaemon(true);
        killer.start();
        try (InputStream in = process.getInputStream()) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] buffer = new byte[65536];
            for (int n = in.read(buffer); n >= 0 && read.size() <= MAX_BYTES; n = in.read(buffer)) {
                read.write(buffer, 0, n);
            }
            boolean whole = read.size() <= MAX_BYTES && process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            return whole && process.exitValue() == 0
                    ? Optional.of(read.toString(StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void killAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** The tools of the administrator are not on everybody's PATH. */
    private static Optional<Path> find(String tool) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/sbin";
        for (String directory : path.split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() || tool.startsWith("/")) {
                Path candidate = Path.of(directory).resolve(tool);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
