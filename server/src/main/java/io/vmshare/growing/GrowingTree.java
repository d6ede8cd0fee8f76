package io.vmshare.growing;

import io.vmshare.image.ImageDirectory;
import io.vmshare.image.ImageNode;
import io.vmshare.image.ImageTree;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * A directory with one growing file, for as long as its store is open.
 *
 * @param name the file's name, one that {@link GrowingName} lets pass
 * @param store what has come of it
 */
public record GrowingTree(String name, GrowingStore store) implements ImageTree, ImageDirectory {

    @Override
    public ImageNode root() {
        return this;
    }

    @Override
    public long missingBytes() {
        return 0;
    }

    @Override
    public FileTime modified() {
        return store.modified();
    }

    @Override
    public Object key() {
        return store;
    }

    @Override
    public List<String> names() {
        return store.isClosed() ? List.of() : List.of(name);
    }

    @Override
    public Optional<ImageNode> child(String asked) {
        return asked.equals(name) && !store.isClosed() ? Optional.of(new FileNode(store)) : Optional.empty();
    }

    /** The store is its creator's to close. */
    @Override
    public void close() {}

    private record FileNode(GrowingStore store) implements ImageNode {

        @Override
        public Kind kind() {
            return Kind.FILE;
        }

        @Override
        public long size() {
            return store.length();
        }

        @Override
        public FileTime modified() {
            return store.modified();
        }

        @Override
        public Object key() {
            return store.series();
        }

        @Override
        public List<String> names() throws IOException {
            throw new NotDirectoryException("a growing file");
        }

        @Override
        public Optional<ImageNode> child(String name) {
            return Optional.empty();
        }

        @Override
        public String target() throws IOException {
            throw new NotLinkException("a growing file");
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            return store.open();
        }
    }
}
