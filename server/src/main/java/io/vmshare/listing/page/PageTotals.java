package io.vmshare.listing.page;

import io.vmshare.path.LocatedDirectory.EntryFacts;

/** How much a directory holds, counted while its rows go by. Not thread-safe. */
final class PageTotals {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private int directories;
    private int files;
    private long bytes;

    void add(EntryFacts facts) {
        if (facts.directory()) {
            directories++;
        } else {
            files++;
            bytes = sum(bytes, Math.max(facts.size(), 0));
        }
    }

    int entries() {
        return directories + files;
    }

    /** Appends such as {@code 2 directories, 1 file, 4.5 GiB}. */
    void render(StringBuilder out) {
        out.append(directories).append(directories == 1 ? " directory, " : " directories, ");
        out.append(files).append(files == 1 ? " file, " : " files, ").append(human(bytes));
    }

    /** Returns a size with two digits at least, such as {@code 4.5 GiB} or {@code 123 MiB}, as the script does. */
    static String human(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        long tenths = Math.round(value * 10);
        String number = unit > 0 && tenths < 100 ? tenths / 10 + "." + tenths % 10 : Long.toString(Math.round(value));
        return number + " " + UNITS[unit];
    }

    /** Sparse files may claim more than there is. */
    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
