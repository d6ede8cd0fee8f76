package io.vmshare.cli.live;

import io.vmshare.cli.host.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of the terminal that standard error is. Lines are drawn below all else, with the cursor behind the last one, so
 * that nothing is left to be put right if the program is killed. Each change is one system call. Apart from {@link #open}
 * it is called while nobody else writes.
 */
final class Screen implements StandardStreams.Overlay {

    /** What is to be written above the lines waits for the next drawing, unless it is so much. */
    private static final int MAX_ABOVE = 64 * 1024;

    /** More downloads than that are told by their number. */
    private static final int MAX_LINES = 6;

    private static final int MAX_COLUMNS = 120;

    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** Who goes on after Ctrl-Z is told so twice at most, within less than this. */
    private static final long ONCE_NANOS = 1_000_000_000;

    private final OutputStream out;
    private final BooleanSupplier foreground;
    private final Charset charset = StandardStreams.errCharset();
    private final ByteArrayOutputStream above = new ByteArrayOutputStream();
    private final List<Integer> drawn = new ArrayList<>(); // the widths of the lines
    private volatile TerminalSize size;
    private volatile boolean resized;
    private boolean held;
    private long wentOn = System.nanoTime() - ONCE_NANOS;

    /**
     * Creates one.
     *
     * @param foreground whether the terminal is this program's to draw on at present
     */
    Screen(OutputStream out, TerminalSize size, BooleanSupplier foreground) {
        this.out = out;
        this.size = size;
        this.foreground = foreground;
    }

    /** Returns that of this program, or null if standard error is no terminal. It takes programs to find out. */
    static @Nullable Screen open() {
        TerminalSize size = TerminalSize.read();
        if (size == null) {
            return null;
        }
        Screen screen = new Screen(new FileOutputStream(FileDescriptor.err), size, TerminalSize::isForeground);
        TerminalSignals.install(screen::resize, screen::hold, screen::goOn);
        return screen;
    }

    /** Draws {@code rows} in place of what is drawn. */
    void draw(List<Row> rows) {
        readSize();
        boolean visible = !held && size.rows() > 1 && foreground.getAsBoolean();
        List<String> lines = visible
                ? LiveText.render(
                        rows, Math.min(MAX_LINES, size.rows() - 1), Math.min(MAX_COLUMNS, size.columns()), charset)
                : List.of();
        if (lines.isEmpty() && drawn.isEmpty() && above.size() == 0) {
            return;
        }
        ByteArrayOutputStream all = beginning();
        for (String line : lines) {
            all.writeBytes((line + "\n").getBytes(charset));
            drawn.add(DisplayWidth.of(line));
        }
        write(all);
    }

    @Override
    public boolean take(byte[] bytes) {
        if (drawn.isEmpty()) {
            return false;
        }
        above.writeBytes(bytes);
        if (above.size() > MAX_ABOVE) {
            clear();
        }
        return true;
    }

    @Override
    public void clear() {
        if (!drawn.isEmpty() || above.size() > 0) {
            readSize();
            write(beginning());
        }
    }

    /** Returns what takes the lines off the screen, and what was to be written above them. */
    private ByteArrayOutputStream beginning() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int up = 0;
        for (int width : drawn) {
            up += Math.max(1, (width + size.columns() - 1) / size.columns()); // a narrower terminal has wrapped them
        }
        if (up > 0) {
            all.writeBytes(("\u001b[" + up + "A\r\u001b[J").getBytes(StandardCharsets.US_ASCII));
        }
        drawn.clear();
        all.writeBytes(above.toByteArray());
        above.reset();
        return all;
    }

    private void write(ByteArrayOutputStream all) {
        try {
            out.write(all.toByteArray());
        } catch (IOException e) {
            held = true; // the terminal is gone
        }
    }

    /** Asks the terminal for its size if that has changed; better while others may write, since it takes a program. */
    void readSize() {
        if (resized) {
            resized = false;
            TerminalSize now = TerminalSize.read();
            size = now == null ? size : now;
        }
    }

    private void resize() {
        resized = true;
    }

    /** Clears the screen for whoever stops this program (Ctrl-Z). */
    void hold() {
        StandardStreams.whileNobodyWrites(PATIENCE, () -> {
            clear();
            held = true;
        });
    }

    /** What was drawn before the program was stopped is out of reach. */
    void goOn() {
        StandardStreams.whileNobodyWrites(PATIENCE, () -> {
            long now = System.nanoTime();
            if (held || now - wentOn >= ONCE_NANOS) { // else it was told already, and may have drawn since
                wentOn = now;
                drawn.clear();
                clear();
                held = false;
                resized = true;
            }
        });
    }
}
