package io.vmshare.archive.tree;

import io.vmshare.text.LogText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is missing from an archive or not as it should be, for a text at its end and the log. It keeps a bounded number of
 * lines. Not thread-safe.
 */
public final class Report {

    private static final String HEAD = "Not all of this directory is in this archive:\n";

    /** The text of a report has at most so many bytes. */
    public static final int MAX_BYTES = 4096;

    private static final int RESERVED_BYTES = 100;

    private final List<String> lines = new ArrayList<>();
    private int bytes = HEAD.length();
    private long count;

    /** Creates an empty one. */
    public Report() {}

    /** Returns a copy, to which more may be added. */
    public Report copy() {
        Report copy = new Report();
        copy.lines.addAll(lines);
        copy.bytes = bytes;
        copy.count = count;
        return copy;
    }

    /**
     * Adds a line.
     *
     * @param name what the member is called, a byte a character
     * @param why what is the matter with it
     */
    public void add(String name, String why) {
        count++;
        String line = text(name) + ": " + why;
        int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (bytes + length <= MAX_BYTES - RESERVED_BYTES) {
            lines.add(line);
            bytes += length;
        }
    }

    /** Returns whether there is nothing to tell. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Returns how many lines were added. */
    public long count() {
        return count;
    }

    /** Returns the first line that was kept, for a log; empty if there is none. */
    public String first() {
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** Returns the text in UTF-8, of {@link #MAX_BYTES} at most; nothing if there is nothing to tell. */
    public byte[] render() {
        if (isEmpty()) {
            return new byte[0];
        }
        StringBuilder text = new StringBuilder(HEAD);
        lines.forEach(line -> text.append(line).append('\n'));
        if (count > lines.size()) {
            text.append("and ").append(count - lines.size()).append(" more\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String bytes) {
        return LogText.escape(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
