package io.vmshare.archive.form;

import io.vmshare.archive.tree.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers of tar archives (POSIX.1-2017, pax, "pax Interchange Format"): ustar, and before it an extended header for
 * what that cannot say: long names, names that are not ASCII, sizes from 8 GiB on and times before 1970. Names that are no UTF-8
 * are there as they are, under {@code hdrcharset=BINARY}. Times are in whole seconds: more would take a KiB for each member.
 */
public final class TarHeaders {

    /** All is in blocks of so many bytes. */
    public static final int BLOCK_BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int PREFIX_BYTES = 155;
    private static final long MAX_OCTAL_11 = 0_77777777777L;

    private TarHeaders() {}

    /** Returns {@code bytes} up to the end of a block. */
    public static long rounded(long bytes) {
        return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    /** Returns all that comes before the bytes of {@code member}. */
    public static byte[] of(Member member) {
        String name = member.kind() == Member.Kind.DIRECTORY ? member.name() + '/' : member.name();
        long seconds = member.modified().getEpochSecond();
        boolean plainTime = seconds >= 0 && seconds <= MAX_OCTAL_11;
        int split = splitOf(name);
        boolean plainTarget = member.target().length() <= NAME_BYTES && isAscii(member.target());
        StringBuilder more = new StringBuilder();
        if (split < 0) {
            more.append(record("path", name));
        }
        if (!plainTarget) {
            more.append(record("linkpath", member.target()));
        }
        if (!isUtf8(more)) {
            more.insert(0, record("hdrcharset", "BINARY"));
        }
        if (member.size() > MAX_OCTAL_11) {
            more.append(record("size", Long.toString(member.size())));
        }
        if (!plainTime) {
            more.append(record("mtime", Long.toString(seconds)));
        }
        byte[] block = new byte[BLOCK_BYTES];
        String shown = split < 0 ? ascii(name) : name;
        put(block, 0, shown.substring(Math.max(split, 0) + (split > 0 ? 1 : 0)), NAME_BYTES);
        put(block, 345, split > 0 ? name.substring(0, split) : "", PREFIX_BYTES);
        octal(block, 100, 8, member.mode());
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        if (member.size() > MAX_OCTAL_11) {
            binary(block, 124, 12, member.size()); // for readers that know no extended headers, as GNU's
        } else {
            octal(block, 124, 12, member.size());
        }
        octal(block, 136, 12, plainTime ? seconds : 0);
        block[156] = (byte) typeOf(member.kind());
        put(block, 157, plainTarget ? member.target() : ascii(member.target()), NAME_BYTES);
        seal(block);
        return more.length() == 0 ? block : extended(more.toString(), block);
    }

    private static char typeOf(Member.Kind kind) {
        return switch (kind) {
            case FILE -> '0';
            case LINK -> '2';
            case DIRECTORY -> '5';
        };
    }

    private static byte[] extended(String records, byte[] block) {
        byte[] all = new byte[BLOCK_BYTES + (int) rounded(records.length()) + BLOCK_BYTES];
        byte[] head = new byte[BLOCK_BYTES];
        put(head, 0, "././@PaxHeader", NAME_BYTES);
        octal(head, 100, 8, 0644);
        octal(head, 108, 8, 0);
        octal(head, 116, 8, 0);
        octal(head, 124, 12, records.length());
        octal(head, 136, 12, 0);
        head[156] = 'x';
        seal(head);
        System.arraycopy(head, 0, all, 0, BLOCK_BYTES);
        put(all, BLOCK_BYTES, records, records.length());
        System.arraycopy(block, 0, all, all.length - BLOCK_BYTES, BLOCK_BYTES);
        return all;
    }

    /** Returns where the prefix of {@code name} ends: 0 if it needs none, -1 if it does not fit as it is. */
    private static int splitOf(String name) {
        if (!isAscii(name)) {
            return -1;
        }
        if (name.length() <= NAME_BYTES) {
            return 0;
        }
        int slash = name.indexOf('/', name.length() - NAME_BYTES - 1);
        return slash > 0 && slash <= PREFIX_BYTES && slash < name.length() - 1 ? slash : -1;
    }

    /** Returns a record, whose length counts itself. */
    private static String record(String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return length + " " + key + "=" + value + "\n";
    }

    private static void seal(byte[] block) {
        put(block, 257, "ustar\0" + "00", 8);
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xFF;
        }
        octal(block, 148, 7, sum);
    }

    /** Puts digits that fill the field but for a NUL at its end. */
    private static void octal(byte[] block, int at, int length, long number) {
        long rest = number;
        for (int i = at + length - 2; i >= at; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        block[at + length - 1] = 0;
    }

    /** Puts a number as GNU tar does: its highest bit says that it is none of digits. */
    private static void binary(byte[] block, int at, int length, long number) {
        long rest = number;
        for (int i = at + length - 1; i > at; i--) {
            block[i] = (byte) rest;
            rest >>>= 8;
        }
        block[at] = (byte) 0x80;
    }

    private static void put(byte[] block, int at, String text, int most) {
        for (int i = 0; i < Math.min(text.length(), most); i++) {
            block[at + i] = (byte) text.charAt(i);
        }
    }

    /** For readers that know no extended headers; where it is cut it must not end with the way up. */
    private static String ascii(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) >= 0x80) {
                out.setCharAt(i, '_');
            }
        }
        if (out.length() > NAME_BYTES && out.substring(0, NAME_BYTES).endsWith("/..")) {
            out.setCharAt(NAME_BYTES - 1, '_');
        }
        return out.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(CharSequence bytes) {
        byte[] encoded = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] again = new String(encoded, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(encoded, again); // else something was replaced
    }
}
