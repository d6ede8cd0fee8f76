package io.vmshare;

import io.vmshare.growing.GrowingName;
import io.vmshare.growing.GrowingStore;
import io.vmshare.growing.GrowingTree;
import io.vmshare.http.Validators;
import io.vmshare.image.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that is shared while its bytes still come, such as the output of a command. Each answer has what has come by then, with its
 * length; those who follow ask for the range behind what they have. Thread-safe, for one writer at a time.
 *
 * <p>It is meant for one share: one that is closed while it reads may close the store.
 */
public final class GrowingFile implements AutoCloseable {

    private final GrowingStore store;
    private final Path path;

    private GrowingFile(String name, GrowingStore store) {
        this.store = store;
        this.path = Images.of(new GrowingTree(name, store)).getPath("/" + name);
    }

    /**
     * Returns an empty one called {@code name}.
     *
     * @param store what keeps the bytes: an empty file, open for reading and writing, which may have lost its name already. It
     *     is taken over
     * @throws IllegalArgumentException if no file can have that name on every system that may fetch it
     */
    public static GrowingFile of(String name, FileChannel store) {
        return new GrowingFile(GrowingName.checked(name), new GrowingStore(store));
    }

    /** Returns what is to be shared: a path of a read-only file system of its own, which leads nowhere once this is closed. */
    public Path path() {
        return path;
    }

    /**
     * Returns by what downloads of it are known, while it grows and afterwards, as {@link io.vmshare.transfer.Download#tag}
     * tells it.
     */
    public String tag() {
        return Validators.growing(store.series(), 0, null).commonTag();
    }

    /** Returns how many bytes have come. */
    public long length() {
        return store.length();
    }

    /**
     * Adds all that {@code bytes} has left; when it returns, whoever asks gets them.
     *
     * @throws IOException if the store does not take all, as on a full disk; what it took is served
     * @throws IllegalStateException if the file has ended
     */
    public void append(ByteBuffer bytes) throws IOException {
        store.append(bytes);
    }

    /** Says that all has come: answers tell it ({@code Share-Input: ended}), and have a {@code Last-Modified}. */
    public void end() {
        store.end(true);
    }

    /** Says that no more comes, although there is more ({@code Share-Input: cut}). What has come is served on. */
    public void cut() {
        store.end(false);
    }

    /** Closes the store; from then on the path leads nowhere. */
    @Override
    public void close() throws IOException {
        store.close();
    }
}
