package io.vmshare.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory a program more could use, as Linux tells: of the machine, and of the control group (version 2). */
final class FreeMemory {

    private final Path root;

    /** Reads what lies below {@code root}, which is {@code /} but for tests. */
    FreeMemory(Path root) {
        this.root = root;
    }

    /** Returns the bytes that are free; empty if that is not known. */
    OptionalLong bytes() {
        try {
            long free = -1;
            for (String line : Files.readAllLines(root.resolve("proc/meminfo"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("MemAvailable:")) {
                    free = Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
            return free < 0 ? OptionalLong.empty() : OptionalLong.of(Math.min(free, freeInGroup()));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private long freeInGroup() {
        try {
            List<String> groups = Files.readAllLines(root.resolve("proc/self/cgroup"), StandardCharsets.UTF_8);
            for (String group : groups) {
                if (group.startsWith("0::/")) {
                    Path limits = root.resolve("sys/fs/cgroup").resolve(group.substring("0::/".length()));
                    long max = Long.parseLong(
                            Files.readString(limits.resolve("memory.max")).strip());
                    return max
                            - Long.parseLong(Files.readString(limits.resolve("memory.current"))
                                    .strip());
                }
            }
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE; // no group, or one without a limit: max
        }
        return Long.MAX_VALUE;
    }
}
