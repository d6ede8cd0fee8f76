package io.vmshare.path;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The names of a directory's entries, the bytes of all in one array, so that a million of them take as much memory as their text
 * and four bytes each; a {@link Name} is made when it is asked for. Read-only to others. Not thread-safe.
 */
public final class NameList extends AbstractList<Name> implements RandomAccess {

    private byte[] bytes = new byte[512];
    private int[] ends = new int[32];
    private int size;

    NameList() {}

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
            bytes[end++] = (byte) text.charAt(i);
        }
        ends[size++] = end;
    }

    private boolean appendAscii(String text, int from) {
        int end = start(size);
        reserve(end + text.length() - from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            bytes[end++] = (byte) c;
        }
        ends[size++] = end;
        return true;
    }

    private void reserve(int count) {
        if (count > bytes.length) {
            bytes = Arrays.copyOf(bytes, count + count / 2);
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + size / 2);
        }
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public Name get(int index) {
        int start = start(index);
        return Name.ofBytes(new String(bytes, start, ends[index] - start, StandardCharsets.ISO_8859_1));
    }

    @Override
    public int size() {
        return size;
    }

    /** Returns how many bytes the name at {@code index} has. */
    public int length(int index) {
        return ends[index] - start(index);
    }

    /** Returns the byte at {@code position} of the name at {@code index}, as a number from 0 to 255. */
    public int byteAt(int index, int position) {
        return bytes[start(index) + position] & 0xFF;
    }
}
