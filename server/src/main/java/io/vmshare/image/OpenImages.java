package io.vmshare.image;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The images that are being read, each open once: whoever asks for one that is open shares it. It is closed with the last
 * lease. Thread-safe.
 *
 * @param <T> an open image; it owns what it is read from, the file's channel included, and closes that with itself
 */
public final class OpenImages<T extends Closeable> {

    private final Map<Object, Shared> images = new ConcurrentHashMap<>();

    /** How an image is opened. */
    @FunctionalInterface
    public interface Opener<T> {

        /** Opens it; may block. If it throws, it has left nothing open. */
        T open() throws IOException;
    }

    /**
     * Leases the image that is open under an equal stamp; if there is none, {@code opener} opens it. Meanwhile those who ask
     * for the same one wait, and nobody else does.
     *
     * @param stamp what tells one image in one state from all others, such as a file's device, inode, size and times
     */
    public Lease lease(Object stamp, Opener<? extends T> opener) throws IOException {
        while (true) {
            Shared shared = images.computeIfAbsent(stamp, Shared::new);
            Lease lease = shared.lease(opener);
            if (lease != null) {
                return lease;
            }
        }
    }

    /** Returns how many images are open or about to be. */
    public int count() {
        return images.size();
    }

    /** The right to read an image until it is closed. Thread-safe; closing it twice is closing it once. */
    public final class Lease implements Closeable {

        private final Shared shared;
        private final T image;
        private boolean closed;

        private Lease(Shared shared, T image) {
            this.shared = shared;
            this.image = image;
        }

        /** Returns the image, which others may read at the same time. */
        public T image() {
            return image;
        }

        @Override
        public void close() throws IOException {
            synchronized (shared) {
                if (!closed) {
                    closed = true;
                    shared.release(image);
                }
            }
        }
    }

    /** An image and how many leases of it there are; once it is over, it is in the map no more. */
    private final class Shared {

        private final Object stamp;
        private @Nullable T image;
        private int leases;
        private boolean isOver;

        Shared(Object stamp) {
            this.stamp = stamp;
        }

        /** Returns a lease, or null if this one is over. */
        synchronized @Nullable Lease lease(Opener<? extends T> opener) throws IOException {
            if (isOver) {
                return null;
            }
            T open = image;
            try {
                if (open == null) {
                    open = opener.open();
                    image = open;
                }
                leases++;
                return new Lease(this, open);
            } finally {
                endUnlessLeased();
            }
        }

        synchronized void release(T open) throws IOException {
            leases--;
            endUnlessLeased();
            if (isOver) {
                open.close();
            }
        }

        private void endUnlessLeased() {
            if (leases == 0) {
                isOver = true;
                images.remove(stamp, this);
            }
        }
    }
}
