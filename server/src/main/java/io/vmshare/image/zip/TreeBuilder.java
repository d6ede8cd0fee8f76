package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageNode.Kind;
import java.util.List;

/**
 * Makes a tree of a list of entries. Directories that are only implied are made; of equal names the last one counts, and of
 * a file and a directory the directory.
 */
final class TreeBuilder {

    /** What a tree may hold: deep names imply many directories. */
    private static final int MAX_NODES = 2 * EndRecord.MAX_ENTRIES;

    private final ZipBytes bytes;
    private final EndRecord end;
    private final DirectoryNode root = new DirectoryNode(-1);
    private int nodes;

    TreeBuilder(ZipBytes bytes, EndRecord end) {
        this.bytes = bytes;
        this.end = end;
    }

    DirectoryNode root() {
        return root;
    }

    /** Adds the entry with this number, unless its name is one that is left out. */
    void add(EntryHeader header, int number) throws ImageFormatException {
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

    private DirectoryNode directory(DirectoryNode parent, String name) throws ImageFormatException {
        if (parent.children().get(name) instanceof DirectoryNode there) {
            return there;
        }
        // Below the numbers of entries, and the same whenever this zip is opened.
        DirectoryNode made = new DirectoryNode(-2 - nodes);
        put(parent, name, made);
        return made;
    }

    private void put(DirectoryNode parent, String name, ImageNode node) throws ImageFormatException {
        nodes++;
        if (nodes > MAX_NODES) {
            throw new ImageFormatException(
                    "zip file of more files and directories than are read, which is " + MAX_NODES);
        }
        parent.children().put(name, node);
    }

    private ImageNode node(EntryHeader header, int number) {
        ZipContent content = new ZipContent(
                bytes, end.start() + header.offset(), header.packed(), header.size(), header.method(), header.crc());
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
