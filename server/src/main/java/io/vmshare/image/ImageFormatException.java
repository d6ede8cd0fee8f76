package io.vmshare.image;

import java.io.IOException;
import java.io.Serial;

/** An image that is none, or is damaged, or asks for more than is read of any. The message says which, in one line. */
public final class ImageFormatException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates one with its message. */
    public ImageFormatException(String message) {
        super(message);
    }
}
