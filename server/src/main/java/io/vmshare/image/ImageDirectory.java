package io.vmshare.image;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotLinkException;

/** A directory of an image: it has names, and neither bytes nor a target. */
public interface ImageDirectory extends ImageNode {

    @Override
    default Kind kind() {
        return Kind.DIRECTORY;
    }

    @Override
    default long size() {
        return 0;
    }

    @Override
    default String target() throws IOException {
        throw new NotLinkException("a directory in an image");
    }

    @Override
    default SeekableByteChannel open() throws IOException {
        throw new AccessDeniedException("a directory in an image");
    }
}
