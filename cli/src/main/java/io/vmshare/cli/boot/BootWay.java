package io.vmshare.cli.boot;

import java.util.List;

/**
 * One way to start something. Immutable.
 *
 * @param id what programs know it by, such as {@code qemu-kernel}
 * @param title who starts it, for people
 * @param lines commands for a shell, or lines to be put where {@code note} says
 * @param note what there is to know; may be empty
 */
public record BootWay(String id, String title, List<String> lines, String note) {

    /** Copies the list. */
    public BootWay {
        lines = List.copyOf(lines);
    }

    static BootWay of(String id, String title, String line) {
        return new BootWay(id, title, List.of(line), "");
    }

    BootWay with(String other) {
        return new BootWay(id, title, lines, other);
    }
}
