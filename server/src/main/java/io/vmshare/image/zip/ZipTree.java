package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageTree;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Enumeration;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What a zip file holds (APPNOTE.TXT 6.3.10): at most 50,000 entries, described by at most 16 MiB. It keeps what the central
 * directory says, some hundred bytes an entry, and reads an entry's bytes when they are asked for. Stored entries are placed
 * in the file; what is deflated or packed with deflate64 or bzip2 is unpacked as it is read. Thread-safe.
 *
 * <p>A DOS time, which names no zone, is taken as UTC. See {@link EntryName} for the names that are left out.
 */
public final class ZipTree implements ImageTree {

    private final DirectoryNode root;

    private ZipTree(DirectoryNode root) {
        this.root = root;
    }

    /**
     * Reads the central directory. What lies before the zip, such as the program of a self-extracting one, is ignored.
     *
     * @param channel the zip file, which stays the caller's and must stay open as long as the tree and what was opened of it
     *     are used; if it is no file's and not placed in one, its position is moved by reads
     * @throws ImageFormatException if it is no zip file, is damaged, or asks for more than is read of any
     */
    public static ZipTree open(SeekableByteChannel channel) throws IOException {
        ZipBytes bytes = new ZipBytes(channel);
        EndRecord end = EndRecord.read(new BlockChannel(bytes, 0));
        List<DirectoryScan.Seen> seen = DirectoryScan.of(new BlockChannel(bytes, end.start()), end);
        TreeBuilder builder = new TreeBuilder(bytes, end);
        // The library takes a zip without entries for a damaged one.
        if (!seen.isEmpty()) {
            read(new BlockChannel(bytes, end.start()), seen, builder);
        }
        return new ZipTree(builder.root());
    }

    /** Of bytes that lie, the library throws what it likes: here it becomes one exception. */
    private static void read(BlockChannel zip, List<DirectoryScan.Seen> seen, TreeBuilder builder) throws IOException {
        try (ZipFile file = ZipFile.builder()
                .setSeekableByteChannel(zip)
                .setIgnoreLocalFileHeader(true)
                .setUseUnicodeExtraFields(false)
                .get()) {
            Enumeration<ZipArchiveEntry> entries = file.getEntries();
            for (int number = 0; number < seen.size(); number++) {
                builder.add(entries.nextElement(), seen.get(number), number);
            }
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            ImageFormatException refused = new ImageFormatException("zip file whose central directory is damaged");
            refused.initCause(e);
            throw refused;
        }
    }

    @Override
    public ImageNode root() {
        return root;
    }

    /** Does nothing: a tree holds nothing open. */
    @Override
    public void close() {}

    /** A zip ends with its directory, so one that can be read is whole. */
    @Override
    public long missingBytes() {
        return 0;
    }
}
