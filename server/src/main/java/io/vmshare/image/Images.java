package io.vmshare.image;

import io.vmshare.image.iso.IsoTree;
import io.vmshare.image.zip.ZipTree;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.util.Locale;

/** Opens images as file systems. Thread-safe. */
public final class Images {

    private Images() {}

    /** Returns whether a file called {@code name} is taken for an image: {@code .iso} and {@code .zip}, in any case. */
    public static boolean isImageName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > 4 && (lower.endsWith(".iso") || lower.endsWith(".zip"));
    }

    /** Returns whether an image called {@code name} is read as a zip file; any other is read as ISO 9660. */
    public static boolean isZipName(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /**
     * Returns what {@code image} holds, as a read-only file system with the rules of Unix paths. Its channels are those of
     * {@link ImageNode#open}. It does not close {@code image}, which must stay open as long as it and its channels are read.
     *
     * @param name the file's name, an image's, which tells of which kind it is
     * @param image its bytes; a file's channel is read by many threads at once, any other by one after another
     * @param room what memory is taken from: that for a tree kept in memory, and for what unpacks a file
     * @throws ImageRoomException if there is none
     * @throws ImageFormatException if they are no image of that kind, or a damaged one
     */
    public static FileSystem open(String name, SeekableByteChannel image, ImageRoom room) throws IOException {
        return new ImageFileSystem(isZipName(name) ? ZipTree.open(image, room) : IsoTree.open(image));
    }

    /** Returns {@code tree}, which somebody else reads, as a read-only file system with the rules of Unix paths. */
    public static FileSystem of(ImageTree tree) {
        return new ImageFileSystem(tree);
    }

    /** Returns how many bytes an image lacks by what it says of itself; 0 if it is whole. {@code files} is one of {@link #open}. */
    public static long missingBytes(FileSystem files) {
        return ((ImageFileSystem) files).tree().missingBytes();
    }
}
