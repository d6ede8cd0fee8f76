package io.vmshare.archive.tree;

import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.path.NameOrder;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One directory on the way of a walk: its names in order and how far the walk has come. It is open while its own entries are
 * looked at and closed while the walk is further down, so that one is open at a time, however deep a tree is. Not thread-safe.
 */
final class Level {

    private final String place;
    private final String name;
    private final @Nullable Object key;
    private final Style style;
    private final NameOrder names;
    private final Taken memory;
    private @Nullable LocatedDirectory open;
    private int next;

    /**
     * Creates one of an open directory, and reads its names.
     *
     * @param place where it lies below the start, without a slash at the end; empty for the start
     * @param name what it is called in the archive
     * @param key what identifies it, or null
     * @param room where the memory for its names is from, until its {@link #end}
     * @throws io.vmshare.http.RequestRefused if there is too little of that
     */
    Level(LocatedDirectory open, String place, String name, @Nullable Object key, Style style, NameRoom room)
            throws IOException {
        this.open = open;
        this.place = place;
        this.name = name;
        this.key = key;
        this.style = style;
        this.memory = new Taken(room);
        boolean read = false;
        try {
            NameList list = open.names(memory);
            long ofOrder = (long) list.size() * Integer.BYTES;
            memory.accept(2 * ofOrder); // sorting takes as much again
            this.names = new NameOrder(list);
            memory.giveBack(ofOrder);
            read = true;
        } finally {
            if (!read) {
                memory.giveBack(memory.bytes);
            }
        }
    }

    /** What was taken of a room. */
    private static final class Taken implements LongConsumer {

        private final NameRoom room;
        private long bytes;

        Taken(NameRoom room) {
            this.room = room;
        }

        @Override
        public void accept(long more) {
            room.takeNames(more);
            bytes += more;
        }

        void giveBack(long less) {
            bytes -= less;
            room.giveBackNames(less);
        }
    }

    /** Returns whether it is the directory that {@code other} identifies. */
    boolean isOf(@Nullable Object other) {
        return key != null && key.equals(other);
    }

    /** Returns the next name, or null after the last. */
    @Nullable
    Name next() {
        return next == names.size() ? null : names.get(next++);
    }

    /** Returns whether {@code entry} is among its names. */
    boolean contains(Name entry) {
        return names.contains(entry);
    }

    /** Returns where it lies. */
    String place() {
        return place;
    }

    /** Returns what it is called. */
    String name() {
        return name;
    }

    /** Returns where {@code entry} of it lies. */
    String placeOf(Name entry) {
        return place.isEmpty() ? entry.bytes() : place + '/' + entry.bytes();
    }

    /** Returns what {@code entry} of it is called: told apart from those whose name it would get. */
    String nameOf(Name entry) {
        String same = entry.bytes();
        String called = style.nameOf(same);
        return name + '/' + (called.equals(same) ? same : free(called));
    }

    /** Returns a name for a file of ours that no entry has. */
    String freeName(String wanted) {
        return name + '/' + free(wanted);
    }

    private String free(String wanted) {
        int dot = wanted.lastIndexOf('.');
        int end = dot <= 0 ? wanted.length() : dot;
        if (!isEntry(wanted)) {
            return wanted;
        }
        String candidate = wanted;
        for (int i = 2; style.isGiven(candidate, this::isEntry); i++) {
            candidate = wanted.substring(0, end) + '~' + i + wanted.substring(end);
        }
        return candidate;
    }

    private boolean isEntry(String bytes) {
        return names.contains(Name.ofBytes(bytes));
    }

    /** Returns the directory if it is open. */
    @Nullable
    LocatedDirectory open() {
        return open;
    }

    /** Takes over {@code directory}, which is this one, opened again. */
    void reopened(LocatedDirectory directory) {
        open = directory;
    }

    /** Closes it for a while. */
    void close() throws IOException {
        if (open != null) {
            LocatedDirectory closing = open;
            open = null;
            closing.release();
        }
    }

    /** Closes it for good. */
    void end() throws IOException {
        memory.giveBack(memory.bytes);
        close();
    }
}
