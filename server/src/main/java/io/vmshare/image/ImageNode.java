package io.vmshare.image;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * A file, directory or link of an image. Immutable and thread-safe. Names are text without slash and NUL, not empty and
 * neither {@code .} nor {@code ..}; what an image calls otherwise is left out.
 */
public interface ImageNode {

    /** What a node is. */
    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** A device, FIFO or socket, or a file whose bytes cannot be had: encrypted, or of an unknown method. */
        OTHER
    }

    /** Returns which it is. */
    Kind kind();

    /** Returns the length of a file, in bytes; 0 of anything else. */
    long size();

    /** Returns when it was written last; the epoch if the image does not say. */
    FileTime modified();

    /** Returns what identifies it within its image; equal for two ways to one file. */
    Object key();

    /** Returns the names in a directory, each once, in no order. */
    List<String> names() throws IOException;

    /** Returns the node called {@code name} in a directory. */
    Optional<ImageNode> child(String name) throws IOException;

    /** Returns where a link leads: a path with slashes, which may be absolute, from the image's top, or lead nowhere. */
    String target() throws IOException;

    /** Opens a file for reading; what is not a {@link PlacedChannel} may take long to go back or far ahead. */
    SeekableByteChannel open() throws IOException;
}
