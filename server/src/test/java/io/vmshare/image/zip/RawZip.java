package io.vmshare.image.zip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A zip written field by field, so that each may lie. */
final class RawZip {

    static final int UNIX = 3;
    static final int FAT = 0;

    private final List<Entry> entries = new ArrayList<>();
    private byte[] prefix = {};
    private byte[] comment = {};

    /** An entry whose fields are true until they are changed. */
    static final class Entry {
        byte[] name;
        byte[] data;
        int method;
        int flags;
        long packed;
        long size;
        long crc;
        int platform = UNIX;
        int mode;
        long dosTime = dos(2024, 2, 29, 12, 34, 56);
        byte[] extra = {};
        byte[] localExtra = {};
        long offset = -1;
        int localSignature = 0x04034b50;

        Entry(byte[] name, byte[] content, boolean deflated) {
            this.name = name;
            this.data = deflated ? deflate(content) : content;
            this.method = deflated ? 8 : 0;
            this.packed = data.length;
            this.size = content.length;
            this.crc = crcOf(content);
        }
    }

    static long crcOf(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return sum.getValue();
    }

    static long dos(int year, int month, int day, int hour, int minute, int second) {
        return (long) (year - 1980) << 25 | month << 21 | day << 16 | hour << 11 | minute << 5 | second / 2;
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** Returns an extra field. */
    static byte[] field(int id, byte[] value) {
        return little(4 + value.length)
                .putShort((short) id)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    RawZip prefix(byte[] bytes) {
        prefix = bytes;
        return this;
    }

    RawZip comment(byte[] bytes) {
        comment = bytes;
        return this;
    }

    Entry stored(String name, String content) {
        return add(new Entry(utf8(name), utf8(content), false));
    }

    Entry deflated(String name, byte[] content) {
        return add(new Entry(utf8(name), content, true));
    }

    Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        List<Integer> offsets = new ArrayList<>();
        for (Entry entry : entries) {
            offsets.add(out.size() - prefix.length);
            out.writeBytes(local(entry));
            out.writeBytes(entry.data);
        }
        int directory = out.size() - prefix.length;
        for (int i = 0; i < entries.size(); i++) {
            out.writeBytes(header(entries.get(i), offsets.get(i)));
        }
        int length = out.size() - prefix.length - directory;
        out.writeBytes(end(entries.size(), length, directory, comment));
        return out.toByteArray();
    }

    static byte[] end(int count, long length, long offset, byte[] comment) {
        return little(22 + comment.length)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt((int) length)
                .putInt((int) offset)
                .putShort((short) comment.length)
                .put(comment)
                .array();
    }

    private static byte[] local(Entry entry) {
        return little(30 + entry.name.length + entry.localExtra.length)
                .putInt(entry.localSignature)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt((int) entry.dosTime)
                .putInt((int) entry.crc)
                .putInt((int) entry.packed)
                .putInt((int) entry.size)
                .putShort((short) entry.name.length)
                .putShort((short) entry.localExtra.length)
                .put(entry.name)
                .put(entry.localExtra)
                .array();
    }

    static byte[] header(Entry entry, int offset) {
        return little(46 + entry.name.length + entry.extra.length)
                .putInt(0x02014b50)
                .putShort((short) (entry.platform << 8 | 20))
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt((int) entry.dosTime)
                .putInt((int) entry.crc)
                .putInt((int) entry.packed)
                .putInt((int) entry.size)
                .putShort((short) entry.name.length)
                .putShort((short) entry.extra.length)
                .putInt(0)
                .putShort((short) 0)
                .putInt(entry.mode << 16)
                .putInt((int) (entry.offset < 0 ? offset : entry.offset))
                .put(entry.name)
                .put(entry.extra)
                .array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
