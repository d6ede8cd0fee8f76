package io.vmshare.image.iso;

import static io.vmshare.image.iso.IsoBuilder.CONTINUED;
import static io.vmshare.image.iso.IsoBuilder.DIRECTORY;
import static io.vmshare.image.iso.IsoBuilder.FILE;
import static io.vmshare.image.iso.IsoBuilder.SECTOR;
import static io.vmshare.image.iso.IsoBuilder.TOP;
import static io.vmshare.image.iso.IsoBuilder.ascii;
import static io.vmshare.image.iso.IsoBuilder.both32;
import static io.vmshare.image.iso.IsoBuilder.dots;
import static io.vmshare.image.iso.IsoBuilder.field;
import static io.vmshare.image.iso.IsoBuilder.goesOn;
import static io.vmshare.image.iso.IsoBuilder.join;
import static io.vmshare.image.iso.IsoBuilder.link;
import static io.vmshare.image.iso.IsoBuilder.little;
import static io.vmshare.image.iso.IsoBuilder.mode;
import static io.vmshare.image.iso.IsoBuilder.name;
import static io.vmshare.image.iso.IsoBuilder.record;
import static io.vmshare.image.iso.IsoBuilder.rockRidge;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import io.vmshare.image.iso.record.RecordName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * What holds for any bytes: they are no image, or a tree that can be read with a bounded number of reads, all inside of them,
 * and no file of which is longer than they are.
 */
public final class IsoProperty {

    private static final int SECTORS = 48;

    /** More than each question to an image of this size may need. */
    private static final long READS = 20_000;

    private static final int MAX_NODES = 300;

    private final CountingChannel channel;
    private final int size;
    private int nodes;

    private IsoProperty(byte[] bytes) {
        this.channel = new CountingChannel(bytes);
        this.size = bytes.length;
    }

    /** Fails if it does not hold for {@code bytes}. */
    public static void check(byte[] bytes) throws IOException {
        IsoProperty property = new IsoProperty(bytes);
        property.channel.allow(READS);
        IsoTree tree;
        try {
            tree = IsoTree.open(property.channel);
        } catch (ImageFormatException e) {
            return;
        }
        property.node(tree.root(), 0);
        property.channel.allow(READS * 20);
        try {
            for (BootImage boot : tree.bootImages()) {
                require(boot.position() >= 0 && boot.length() >= 0, "a boot image of no place");
                require(boot.position() + boot.length() <= bytes.length, "a boot image outside");
            }
        } catch (ImageFormatException e) {
            return; // a directory that cannot be searched
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private void node(ImageNode node, int depth) throws IOException {
        require(depth <= 64, "too deep");
        require(node.size() >= 0 && node.size() <= size, "a file longer than the image");
        channel.allow(READS);
        try {
            switch (node.kind()) {
                case FILE -> file(node);
                case DIRECTORY -> directory(node, depth);
                case LINK -> require(!node.target().isEmpty(), "a link to nothing");
                case OTHER -> require(node.size() == 0, "bytes that cannot be had");
            }
        } catch (ImageFormatException e) {
            require(node.kind() == ImageNode.Kind.DIRECTORY, "a file that cannot be read");
        }
    }

    private static void file(ImageNode node) throws IOException {
        try (SeekableByteChannel file = node.open()) {
            require(file.size() == node.size(), "two sizes");
            ByteBuffer bytes = ByteBuffer.allocate(5000);
            long read = 0;
            for (int count = file.read(bytes); count >= 0; count = file.read(bytes.clear())) {
                require(count > 0, "a read of nothing");
                read += count;
            }
            require(read == node.size(), "another number of bytes");
        }
    }

    private void directory(ImageNode node, int depth) throws IOException {
        List<String> names = node.names();
        require(new HashSet<>(names).size() == names.size(), "a name twice");
        for (String name : names) {
            require(RecordName.isUsable(name), "a name that is none");
            if (++nodes > MAX_NODES) {
                return;
            }
            channel.allow(READS);
            node(node.child(name).orElseThrow(() -> new AssertionError("listed and not found")), depth + 1);
        }
        channel.allow(READS);
        node.child("no such name");
    }

    /** Returns a sound image with a bit of everything; its names are those of Rock Ridge, of Joliet, or plain. */
    public static byte[] seed(int naming) {
        byte[] fields = join(mode(0120777), link(1, 1, "so"), link(0, 0, "me"));
        byte[] mark = naming == 0 ? rockRidge() : new byte[0];
        byte[] validation = Arrays.copyOf(new byte[] {1}, 32);
        validation[30] = 0x55;
        validation[31] = (byte) 0xAA;
        byte[] entry = Arrays.copyOf(join(new byte[] {(byte) 0x88, 0, 0, 0, 0, 0, 4, 0}, little(30)), 32);
        byte[] section = Arrays.copyOf(new byte[] {(byte) 0x91, (byte) 0xEF, 1, 0}, 32);
        IsoBuilder image = new IsoBuilder(SECTORS)
                .boot(26)
                .records(
                        TOP,
                        dots(TOP, TOP, mark),
                        record("A.TXT;1", 30, 5000, FILE, mode(0100644), name("a.txt")),
                        record("SUB", 21, SECTOR, DIRECTORY, name("sub"), mode(040755)),
                        record("LINK.;1", 0, 0, FILE, name("link"), goesOn(24, 100, fields.length)),
                        record("BIG.;1", 33, 2 * SECTOR, CONTINUED, name("big")),
                        record("BIG.;1", 36, 100, FILE, name("big")),
                        record("CHILD.;1", 0, 0, FILE, name("child"), field("CL", both32(22))))
                .records(
                        21,
                        dots(21, TOP),
                        record("MOVED", 22, SECTOR, DIRECTORY, name("moved"), field("RE", new byte[0])),
                        record("T.;1", 38, 9, FILE, name("t"), field("TF", new byte[] {2, 99, 1, 1, 1, 1, 1, 0})))
                .records(22, dots(22, 21), record("DEEP", 23, SECTOR, DIRECTORY, name("deep")))
                .records(23, dots(23, 22), record("END.;1", 40, 3, FILE))
                .put(24 * SECTOR + 100, fields)
                .put(30 * SECTOR, ascii("content"))
                .records(26, validation, entry, section, entry);
        if (naming == 1) {
            byte[] name = "J\u00f6.txt;1".getBytes(StandardCharsets.UTF_16BE);
            image.joliet(25, 'E').records(25, dots(25, 25), record(name, 30, 20, FILE), record("sub", 21, SECTOR, 2));
        }
        return image.bytes();
    }
}
