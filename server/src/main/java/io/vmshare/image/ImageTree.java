package io.vmshare.image;

import java.io.Closeable;

/** What one image holds. Thread-safe; closing it does not close the channel that the image is read from. */
public interface ImageTree extends Closeable {

    /** Returns the directory at its top. */
    ImageNode root();

    /** Returns how many bytes the image says that it has and has not, as one does that was not downloaded to its end. */
    long missingBytes();
}
