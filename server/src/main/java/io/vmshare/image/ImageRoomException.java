package io.vmshare.image;

import java.io.IOException;
import java.io.Serial;

/** An image or a file in one that would take more memory than there is for them now. */
public final class ImageRoomException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    ImageRoomException() {
        super("too much of images is being read at once");
    }
}
