package io.vmshare.path;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.function.LongConsumer;

/**
 * The names of a directory's entries, the bytes of all one behind the other, so that a million of them take as much memory as
 * their text and four bytes each; a {@link Name} is made when it is asked for. They lie in pages, since an array that grows
 * leaves twice its size behind. Read-only to others. Not thread-safe.
 */
public final class NameList extends AbstractList<Name> implements RandomAccess {

    private static final int BYTES_SHIFT = 16;
    private static final int ENDS_SHIFT = 14;
    private static final int PAGE_BYTES = 1 << BYTES_SHIFT;
    private static final int PAGE_ENDS = 1 << ENDS_SHIFT;

    private static final int FIRST_BYTES = 512;
    private static final int FIRST_ENDS = 32;

    private final LongConsumer room;
    private byte[][] bytes; // full pages, or a single smaller one
    private int[][] ends;
    private int size;

    NameList() {
        this(bytes -> {});
    }

    /** Creates an empty one that tells {@code room} of so many bytes more before it takes them. */
    NameList(LongConsumer room) {
        this.room = room;
        room.accept(FIRST_BYTES + FIRST_ENDS * Integer.BYTES);
        this.bytes = new byte[][] {new byte[FIRST_BYTES]};
        this.ends = new int[][] {new int[FIRST_ENDS]};
    }

    /** Returns those in {@code names}, in their order. */
    public static NameList of(Iterable<Name> names) {
        NameList list = new NameList();
        names.forEach(list::append);
        return list;
    }

    /** Appends the last name of {@code entry} if {@code policy} lets it be served. */
    void append(Path entry, NamePolicy policy) {
        String text = entry.toString();
        if (policy.allowsAll() && entry.getFileSystem().getSeparator().equals("/")) {
            if (appendAscii(text, text.lastIndexOf('/') + 1)) {
                return; // the common case makes no objects
            }
        }
        Name name = Name.of(entry);
        if (policy.allows(name)) {
            append(name);
        }
    }

    void append(Name name) {
        String text = name.bytes();
        int end = start(size);
        reserve(end + text.length());
        for (int i = 0; i < text.length(); i++) {
            put(end++, text.charAt(i));
        }
        finish(end);
    }

    private boolean appendAscii(String text, int from) {
        int end = start(size);
        reserve(end + text.length() - from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            put(end++, c);
        }
        finish(end);
        return true;
    }

    private void put(int position, char c) {
        bytes[position >>> BYTES_SHIFT][position & (PAGE_BYTES - 1)] = (byte) c;
    }

    private void finish(int end) {
        ends[size >>> ENDS_SHIFT][size & (PAGE_ENDS - 1)] = end;
        size++;
    }

    /** Makes room for so many bytes in all, and for one more end. */
    private void reserve(int count) {
        while (count > (bytes.length - 1) * PAGE_BYTES + bytes[0].length) {
            if (bytes[0].length < PAGE_BYTES) {
                room.accept(bytes[0].length);
                bytes[0] = Arrays.copyOf(bytes[0], 2 * bytes[0].length);
            } else {
                room.accept(PAGE_BYTES);
                bytes = Arrays.copyOf(bytes, bytes.length + 1);
                bytes[bytes.length - 1] = new byte[PAGE_BYTES];
            }
        }
        if (size == (ends.length - 1) * PAGE_ENDS + ends[0].length) {
            if (ends[0].length < PAGE_ENDS) {
                room.accept((long) ends[0].length * Integer.BYTES);
                ends[0] = Arrays.copyOf(ends[0], 2 * ends[0].length);
            } else {
                room.accept(PAGE_ENDS * Integer.BYTES);
                ends = Arrays.copyOf(ends, ends.length + 1);
                ends[ends.length - 1] = new int[PAGE_ENDS];
            }
        }
    }

    private int start(int index) {
        return index == 0 ? 0 : end(index - 1);
    }

    private int end(int index) {
        return ends[index >>> ENDS_SHIFT][index & (PAGE_ENDS - 1)];
    }

    @Override
    public Name get(int index) {
        int start = start(index);
        int length = end(index) - start;
        byte[] page = bytes[start >>> BYTES_SHIFT];
        int offset = start & (PAGE_BYTES - 1);
        if (offset + length > page.length) {
            page = new byte[length]; // it goes on in the next one
            for (int i = 0; i < length; i++) {
                page[i] = (byte) byteAt(index, i);
            }
            offset = 0;
        }
        return Name.ofBytes(new String(page, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns how many bytes the name at {@code index} has. */
    public int length(int index) {
        return end(index) - start(index);
    }

    /** Returns less than, equal to or more than zero as the bytes of the name at {@code a} come before those at {@code b}. */
    public int compare(int a, int b) {
        int shorter = Math.min(length(a), length(b));
        for (int i = 0; i < shorter; i++) {
            int byByte = byteAt(a, i) - byteAt(b, i);
            if (byByte != 0) {
                return byByte;
            }
        }
        return length(a) - length(b);
    }

    /** Returns the byte at {@code position} of the name at {@code index}, as a number from 0 to 255. */
    public int byteAt(int index, int position) {
        int at = start(index) + position;
        return bytes[at >>> BYTES_SHIFT][at & (PAGE_BYTES - 1)] & 0xFF;
    }
}
