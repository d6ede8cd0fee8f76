package io.vmshare.reach.probe;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** The programs that wire guests without leaving an interface on the host. Pure. */
final class WiringProgram {

    private static final String[] NAMES = {"passt", "limactl", "colima"};

    private WiringProgram() {}

    /**
     * Returns the program's own name for a process's, which may say for which processors it was built
     * ({@code passt.avx2}); empty for all other programs.
     *
     * @param process the name of a process; Linux cuts it to 15 characters (proc(5), {@code /proc/pid/comm})
     */
    static Optional<String> named(String process) {
        for (String name : NAMES) {
            if (process.equals(name) || process.startsWith(name + ".")) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Returns those among names that stand on a line each. */
    static Set<String> in(String list) {
        Set<String> programs = new HashSet<>();
        StringTokenizer lines = new StringTokenizer(list, "\r\n");
        while (lines.hasMoreTokens()) {
            named(lines.nextToken().trim()).ifPresent(programs::add);
        }
        return programs;
    }
}
