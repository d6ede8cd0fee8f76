package io.vmshare.reach.probe;

import java.util.StringTokenizer;

/** Reads the text of {@code /proc/cpuinfo}. Pure. */
final class CpuInfo {

    private CpuInfo() {}

    /**
     * Returns whether the first processor has the flag {@code hypervisor}, which x86 keeps for those that are emulated.
     * Other architectures have no such flag.
     *
     * @param text the table, or its beginning
     */
    static boolean isVirtual(String text) {
        StringTokenizer lines = new StringTokenizer(text, "\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            if (line.startsWith("flags")) {
                StringTokenizer flags = new StringTokenizer(line);
                while (flags.hasMoreTokens()) {
                    if (flags.nextToken().equals("hypervisor")) {
                        return true;
                    }
                }
                return false;
            }
        }
        return false;
    }
}
