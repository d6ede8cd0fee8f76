package io.vmshare.archive.out;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums of files that were sent in archives lately, for those who ask for other parts of the same. Thread-safe. */
public final class Sums {

    private static final int MOST = 4096;

    private final Map<String, Integer> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };

    /** Creates an empty one. */
    public Sums() {}

    /** Returns those of the files, {@code most} of them, of the archive that {@code tag} stands for and no other. */
    public OfArchive of(String tag, int most) {
        return new OfArchive(tag, most);
    }

    /** Those of one archive, all that become known, by the place of the file among its files. One thread at a time. */
    public final class OfArchive {

        private final String tag;
        private final int most;
        private final BitSet known = new BitSet();
        private int[] sums = new int[0];

        private OfArchive(String tag, int most) {
            this.tag = tag;
            this.most = most;
        }

        /** Returns whether that of the file at {@code index} is known. */
        boolean isKnown(int index) {
            if (known.get(index)) {
                return true;
            }
            Integer sum;
            synchronized (kept) {
                sum = kept.get(tag + ' ' + index);
            }
            if (sum != null) {
                note(index, sum);
            }
            return sum != null;
        }

        /** Returns it; 0 if it is not known. */
        int get(int index) {
            return known.get(index) ? sums[index] : 0;
        }

        /** Takes it. */
        void put(int index, int sum) {
            note(index, sum);
            synchronized (kept) {
                kept.put(tag + ' ' + index, sum);
            }
        }

        /** Takes that of a file that may have changed: for this archive alone. */
        void note(int index, int sum) {
            if (sums.length == 0) {
                sums = new int[most];
            }
            sums[index] = sum;
            known.set(index);
        }
    }
}
