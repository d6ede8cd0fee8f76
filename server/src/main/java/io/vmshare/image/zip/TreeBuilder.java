package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageNode.Kind;
import io.vmshare.image.ImageRoom;
import java.io.IOException;
import java.util.List;

/**
 * Makes a tree of a list of entries. Directories that are only implied are made; of equal names the last one counts, and of
 * a file and a directory the directory.
 */
final class TreeBuilder {

    /** What a tree may hold: deep names imply many directories. */
    private static final int MAX_NODES = 2 * EndRecord.MAX_ENTRIES;

    /** What a node takes of memory, with its place in a map, but for its name. */
    private static final long NODE_BYTES = 320;

    private final ZipBytes bytes;
    private final EndRecord end;
    private final DirectoryNode root = new DirectoryNode(-1);
    private final ImageRoom room;
    private int nodes;
    private long taken;

    TreeBuilder(ZipBytes bytes, EndRecord end, ImageRoom room) {
        this.bytes = bytes;
        this.end = end;
        this.room = room;
    }

    DirectoryNode root() {
        return root;
    }

    /** Returns how many bytes have been taken of the room. */
    long taken() {
        return taken;
    }

    /** Adds the entry with this number, unless its name is one that is left out. */
    void add(EntryHeader header, int number) throws IOException {
        List<String> segments = header.name().segments();
        if (segments.isEmpty()) {
            return;
        }
        int last = segments.size() - 1;
        DirectoryNode parent = root;
        for (String segment : segments.subList(0, last)) {
            parent = directory(parent, segment);
        }
        if (header.name().isDirectory() || header.type() == EntryHeader.DIRECTORY) {
            directory(parent, segments.get(last)).modified(header.modified());
        } else if (!(parent.children().get(segments.get(last)) instanceof DirectoryNode)) {
            put(parent, segments.get(last), node(header, number));
        }
    }

    private DirectoryNode directory(DirectoryNode parent, String name) throws IOException {
        if (parent.children().get(name) instanceof DirectoryNode there) {
            return there;
        }
        // Below the numbers of entries, and the same whenever this zip is opened.
        DirectoryNode made = new DirectoryNode(-2 - nodes);
        put(parent, name, made);
        return made;
    }

    private void put(DirectoryNode parent, String name, ImageNode node) throws IOException {
        nodes++;
        if (nodes > MAX_NODES) {
            throw new ImageFormatException(
                    "zip file of more files and directories than are read, which is " + MAX_NODES);
        }
        long bytes = NODE_BYTES + 2L * name.length();
        room.take(bytes);
        taken += bytes;
        parent.children().put(name, node);
    }

    private ImageNode node(EntryHeader header, int number) {
        ZipContent content = new ZipContent(
                bytes,
                room,
                end.start() + header.offset(),
                header.packed(),
                header.size(),
                header.method(),
                header.crc());
        return new EntryNode(kind(header, content), header.modified(), number, content);
    }

    private Kind kind(EntryHeader header, ZipContent content) {
        if (header.encrypted() || !content.isPlausible(end.start() + end.directory())) {
            return Kind.OTHER;
        }
        return switch (header.type()) {
            case EntryHeader.LINK ->
                content.size() > 0 && content.size() <= EntryNode.MAX_TARGET_BYTES ? Kind.LINK : Kind.OTHER;
            case 0, EntryHeader.FILE -> Kind.FILE;
            default -> Kind.OTHER;
        };
    }
}
