package io.vmshare.image.zip;

import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.ImageTree;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a zip file holds (APPNOTE.TXT 6.3.10): at most 50,000 entries, described by at most 16 MiB. It keeps what the central
 * directory says, some hundred bytes an entry, and reads an entry's bytes when they are asked for. Stored entries are placed
 * in the file; what is deflated or packed with deflate64 or bzip2 is unpacked as it is read. Thread-safe.
 *
 * <p>A DOS time, which names no zone, is taken as UTC. See {@link EntryName} for the names that are left out.
 */
public final class ZipTree implements ImageTree {

    private final DirectoryNode root;

    private final ImageRoom room;
    private final AtomicLong taken;

    private ZipTree(DirectoryNode root, ImageRoom room, long taken) {
        this.root = root;
        this.room = room;
        this.taken = new AtomicLong(taken);
    }

    /**
     * Reads the central directory. What lies before the zip, such as the program of a self-extracting one, is ignored.
     *
     * @param channel the zip file, which stays the caller's and must stay open as long as the tree and what was opened of it
     *     are used; if it is no file's and not placed in one, its position is moved by reads
     * @param room what memory for the tree, and for what unpacks its entries, is taken from
     * @throws io.vmshare.image.ImageRoomException if there is none
     * @throws io.vmshare.image.ImageFormatException if it is no zip file, is damaged, or asks for more than is read of any
     */
    public static ZipTree open(SeekableByteChannel channel, ImageRoom room) throws IOException {
        ZipBytes bytes = new ZipBytes(channel);
        EndRecord end = EndRecord.read(new BlockChannel(bytes, 0));
        TreeBuilder builder = new TreeBuilder(bytes, end, room);
        boolean read = false;
        try {
            new CentralDirectory(new BlockChannel(bytes, end.start()), end).addTo(builder);
            read = true;
            return new ZipTree(builder.root(), room, builder.taken());
        } finally {
            if (!read) {
                room.giveBack(builder.taken());
            }
        }
    }

    @Override
    public ImageNode root() {
        return root;
    }

    /** Gives its memory back; it holds nothing open. */
    @Override
    public void close() {
        room.giveBack(taken.getAndSet(0));
    }

    /** A zip ends with its directory, so one that can be read is whole. */
    @Override
    public long missingBytes() {
        return 0;
    }
}
