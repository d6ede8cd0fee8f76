package io.vmshare.path;

/** The names of a directory in the order of their bytes, whatever the locale, as {@code LC_ALL=C sort} has it. Immutable. */
public final class NameOrder extends IndexSort {

    private final NameList names;
    private final int[] order;

    /** Sorts {@code names}, which nobody may change any more. */
    public NameOrder(NameList names) {
        this.names = names;
        this.order = sort(indexes(names.size()));
    }

    /** Returns how many there are. */
    public int size() {
        return order.length;
    }

    /** Returns the one at {@code index}. */
    public Name get(int index) {
        return names.get(order[index]);
    }

    /** Returns whether {@code name} is among them. */
    public boolean contains(Name name) {
        String bytes = name.bytes();
        int low = 0;
        int high = order.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = compare(order[middle], bytes);
            if (compared == 0) {
                return true;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    @Override
    protected int compare(int a, int b) {
        return names.compare(a, b);
    }

    private int compare(int a, String bytes) {
        int shorter = Math.min(names.length(a), bytes.length());
        for (int i = 0; i < shorter; i++) {
            int difference = names.byteAt(a, i) - bytes.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return names.length(a) - bytes.length();
    }
}
