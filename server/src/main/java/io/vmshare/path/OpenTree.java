package io.vmshare.path;

import io.vmshare.image.ImageRoom;
import io.vmshare.image.Images;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;

/**
 * The tree in an image, with the file that it is read from, which is closed with it. Thread-safe.
 *
 * @param image the open file of the image
 * @param files what it holds
 */
record OpenTree(LocatedFile image, FileSystem files) implements Closeable {

    /**
     * Takes over {@code image} and opens it, or releases it.
     *
     * @throws io.vmshare.image.ImageFormatException if it is no image, or damaged
     */
    static OpenTree of(LocatedFile image, ImageRoom room) throws IOException {
        boolean open = false;
        try {
            FileSystem files = Images.open(image.name().text(), image.channel(), room);
            open = true;
            return new OpenTree(image, files);
        } finally {
            if (!open) {
                image.release();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            files.close();
        } finally {
            image.release();
        }
    }
}
