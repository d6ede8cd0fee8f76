package io.vmshare.image;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/** What is said of the place of an image's files: next to nothing. */
final class ImageFileStore extends FileStore {

    @Override
    public String name() {
        return type();
    }

    @Override
    public String type() {
        return "share-image";
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public long getTotalSpace() {
        return 0;
    }

    @Override
    public long getUsableSpace() {
        return 0;
    }

    @Override
    public long getUnallocatedSpace() {
        return 0;
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return type.isAssignableFrom(ImageAttributes.View.class);
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return name.equals(ImageAttributes.VIEW);
    }

    @Override
    public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException("an image's store has no attributes: " + attribute);
    }
}
