package io.vmshare.image.iso;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes an image by hand, sound or not: sectors of 2048 bytes, one descriptor, and whatever records a test puts where. Not
 * thread-safe.
 */
final class IsoBuilder {

    static final int SECTOR = 2048;

    /** The sector of the directory at the top. */
    static final int TOP = 20;

    static final int FILE = 0;
    static final int DIRECTORY = 2;
    static final int ASSOCIATED = 4;
    static final int CONTINUED = 0x80;

    private static final int DESCRIPTOR = 16;

    private final byte[] bytes;
    private int descriptors;

    /** Begins an image of {@code sectors} with a descriptor; its top directory has one sector. */
    IsoBuilder(int sectors) {
        this.bytes = new byte[sectors * SECTOR];
        descriptor(1, TOP, SECTOR);
    }

    /** Adds a descriptor of this type, whose top directory is there. */
    IsoBuilder descriptor(int type, int sector, int size) {
        int at = addDescriptor(type);
        put(at + 128, both16(SECTOR));
        put(at + 156, record(new byte[] {0}, sector, size, DIRECTORY));
        return this;
    }

    /** Adds a descriptor for Joliet, of the level whose escape sequence ends so. */
    IsoBuilder joliet(int sector, char level) {
        int at = DESCRIPTOR + descriptors;
        descriptor(2, sector, SECTOR);
        return put(at * SECTOR + 88, ascii("%/" + level));
    }

    /** Adds a boot record. */
    IsoBuilder boot(int catalogue) {
        int at = addDescriptor(0);
        put(at + 7, ascii("EL TORITO SPECIFICATION"));
        return put(at + 0x47, little(catalogue));
    }

    private int addDescriptor(int type) {
        int at = (DESCRIPTOR + descriptors++) * SECTOR;
        put(at, new byte[] {(byte) type});
        put(at + 1, ascii("CD001\1"));
        put(at + SECTOR, new byte[] {(byte) 255});
        put(at + SECTOR + 1, ascii("CD001\1"));
        return at;
    }

    /** Writes records at the begin of a sector, one behind the other. */
    IsoBuilder records(int sector, byte[]... records) {
        return put(sector * SECTOR, join(records));
    }

    IsoBuilder put(int position, byte[] content) {
        System.arraycopy(content, 0, bytes, position, content.length);
        return this;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the first {@code sectors} of it. */
    byte[] cut(int sectors) {
        return Arrays.copyOf(bytes, sectors * SECTOR);
    }

    /** Returns the records of a directory itself and its parent; with {@code mark}, those of a top with Rock Ridge. */
    static byte[] dots(int self, int parent, byte[]... mark) {
        return join(
                record(new byte[] {0}, self, SECTOR, DIRECTORY, mark),
                record(new byte[] {1}, parent, SECTOR, DIRECTORY));
    }

    /** Returns the fields by which a top directory says that there is Rock Ridge. */
    static byte[] rockRidge() {
        return join(field("SP", new byte[] {(byte) 0xBE, (byte) 0xEF, 0}), mode(040755));
    }

    static byte[] record(String name, int sector, int size, int flags, byte[]... fields) {
        return record(name.getBytes(StandardCharsets.UTF_8), sector, size, flags, fields);
    }

    static byte[] record(byte[] name, int sector, int size, int flags, byte[]... fields) {
        byte[] use = join(fields);
        int head = 33 + name.length + (name.length + 1) % 2;
        int length = head + use.length + use.length % 2;
        ByteBuffer record = ByteBuffer.allocate(length);
        record.put((byte) length).put((byte) 0);
        record.put(both32(sector)).put(both32(size));
        record.put(new byte[] {101, 2, 3, 4, 5, 6, 0});
        record.put((byte) flags).put((byte) 0).put((byte) 0);
        record.put(both16(1));
        record.put((byte) name.length).put(name);
        return record.position(head).put(use).array();
    }

    static byte[] field(String signature, byte[] content) {
        return join(ascii(signature), new byte[] {(byte) (4 + content.length), 1}, content);
    }

    static byte[] name(String name) {
        return field("NM", join(new byte[] {0}, name.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] mode(int mode) {
        return field("PX", join(both32(mode), new byte[24]));
    }

    static byte[] goesOn(long block, long offset, long length) {
        return field("CE", join(both32(block), both32(offset), both32(length)));
    }

    /** Returns a field of a link with one component. */
    static byte[] link(int flags, int componentFlags, String component) {
        byte[] text = component.getBytes(StandardCharsets.UTF_8);
        return field("SL", join(new byte[] {(byte) flags, (byte) componentFlags, (byte) text.length}, text));
    }

    static byte[] both32(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt((int) value)
                .array();
    }

    private static byte[] both16(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) value)
                .order(ByteOrder.BIG_ENDIAN)
                .putShort((short) value)
                .array();
    }

    static byte[] little(int value) {
        return Arrays.copyOf(both32(value), 4);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
