package io.vmshare.cli.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest writes to its serial port, and QEMU beside it.
 *
 * @param qemu the running QEMU
 * @param directory where the serial port is kept in {@code serial}, and what QEMU itself prints in {@code out}
 */
public record GuestConsole(Process qemu, Path directory) {

    private static final int END = 3000;

    /** Returns what the guest has written so far. */
    public String text() throws IOException {
        return read("serial").replace("\r", "");
    }

    /** Returns what QEMU has printed so far. */
    public String complaints() throws IOException {
        return read("out");
    }

    /** Returns where the text first matches, line by line; fails with the end of the text if it never does. */
    public MatchResult await(String regex, Duration patience) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean alive = true;
        while (alive && System.nanoTime() < deadline) {
            alive = !qemu.waitFor(50, TimeUnit.MILLISECONDS);
            Matcher matcher = pattern.matcher(text());
            if (matcher.find()) {
                return matcher.toMatchResult();
            }
        }
        String why = alive ? "within " + patience : "before QEMU ended with " + qemu.exitValue();
        throw new AssertionError("no " + regex + " " + why + ": " + complaints() + end(text()));
    }

    private String read(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - END));
    }
}
