package io.vmshare.image.iso;

import io.vmshare.image.ImageDirectory;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageTree;
import io.vmshare.image.iso.extent.ImageBytes;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ISO 9660 image holds, by the best names it has: those of Rock Ridge, else of Joliet, else its plain ones. Boot images that
 * El Torito tells of lie in the directory {@value BootDirectory#NAME} at the top, which is found but not listed. Thread-safe.
 */
public final class IsoTree implements ImageTree {

    private static final long PADDING_BYTES = 150L * Volume.SECTOR;

    private final IsoImage image;
    private final IsoDirectory top;
    private final Object booting = new Object();
    private @Nullable List<BootImage> bootImages;

    private IsoTree(IsoImage image) throws IOException {
        this.image = image;
        this.top = IsoDirectory.top(image);
    }

    /**
     * Reads the descriptors of {@code image}, which must stay open as long as the tree and its files are read.
     *
     * @throws io.vmshare.image.ImageFormatException if it is no ISO 9660 image
     */
    public static IsoTree open(SeekableByteChannel image) throws IOException {
        return new IsoTree(IsoImage.of(new ImageBytes(image)));
    }

    @Override
    public ImageNode root() {
        return new Top();
    }

    /**
     * Returns what El Torito tells of, in the order of the boot catalogue. The first time, the tree is searched for files
     * that begin where they do, as far as a budget goes.
     */
    public List<BootImage> bootImages() throws IOException {
        synchronized (booting) {
            if (bootImages == null) {
                bootImages = BootCatalogue.read(image);
            }
            return bootImages;
        }
    }

    /** What the last track is padded with (150 sectors) may be missing: nothing lies there. */
    @Override
    public long missingBytes() {
        long missing = image.volume().length() - image.bytes().size();
        return missing > PADDING_BYTES ? missing : 0;
    }

    @Override
    public void close() {
        // The channel is its owner's.
    }

    /** The directory at the top, which has one entry more than it lists, unless the image has one of that name. */
    private final class Top implements ImageDirectory {

        @Override
        public FileTime modified() {
            return top.modified();
        }

        @Override
        public Object key() {
            return top.key();
        }

        @Override
        public List<String> names() throws IOException {
            return top.names();
        }

        @Override
        public Optional<ImageNode> child(String name) throws IOException {
            Optional<ImageNode> listed = top.child(name);
            if (listed.isPresent() || !name.equals(BootDirectory.NAME)) {
                return listed;
            }
            List<BootImage> images = bootImages();
            return images.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new BootDirectory(image.bytes(), images, top.modified()));
        }
    }
}
