package io.vmshare.image.iso;

import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.extent.ImageBytes;
import java.io.IOException;

/**
 * What every node of an image reads from. Thread-safe.
 *
 * @param bytes the bytes of the image
 * @param volume what its descriptors say
 * @param indexes the indexes of its directories
 */
record IsoImage(ImageBytes bytes, Volume volume, DirectoryIndexes indexes) {

    static IsoImage of(ImageBytes bytes) throws IOException {
        return new IsoImage(bytes, Volume.read(bytes), new DirectoryIndexes());
    }

    /**
     * Returns a reader of {@code directory}.
     *
     * @param offset where it begins
     * @param sectors how many it reads at once
     */
    DirectoryReader reader(Extent directory, long offset, int sectors) throws IOException {
        return new DirectoryReader(bytes, volume, directory, offset, sectors);
    }
}
