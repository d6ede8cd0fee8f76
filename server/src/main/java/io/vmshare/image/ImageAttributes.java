package io.vmshare.image;

import java.io.IOException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a node. An image knows of one time, which stands for all three.
 *
 * @param node the node
 */
record ImageAttributes(ImageNode node) implements BasicFileAttributes {

    /** The name of the only view of them. */
    static final String VIEW = "basic";

    @Override
    public FileTime lastModifiedTime() {
        return node.modified();
    }

    @Override
    public FileTime lastAccessTime() {
        return node.modified();
    }

    @Override
    public FileTime creationTime() {
        return node.modified();
    }

    @Override
    public boolean isRegularFile() {
        return node.kind() == ImageNode.Kind.FILE;
    }

    @Override
    public boolean isDirectory() {
        return node.kind() == ImageNode.Kind.DIRECTORY;
    }

    @Override
    public boolean isSymbolicLink() {
        return node.kind() == ImageNode.Kind.LINK;
    }

    @Override
    public boolean isOther() {
        return node.kind() == ImageNode.Kind.OTHER;
    }

    @Override
    public long size() {
        return node.size();
    }

    @Override
    public Object fileKey() {
        return node.key();
    }

    /** Returns those that {@code list} names, as {@link java.nio.file.Files#readAttributes} has it. */
    Map<String, Object> named(String list) {
        int colon = list.indexOf(':');
        if (colon >= 0 && !list.substring(0, colon).equals(VIEW)) {
            throw new UnsupportedOperationException("no view of this name: " + list);
        }
        Map<String, Object> all = all();
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (String name : list.substring(colon + 1).split(",", -1)) {
            Object value = all.get(name);
            if (name.equals("*")) {
                chosen.putAll(all);
            } else if (value == null) {
                throw new IllegalArgumentException("no attribute of this name: " + name);
            } else {
                chosen.put(name, value);
            }
        }
        return chosen;
    }

    private Map<String, Object> all() {
        return Map.of(
                "lastModifiedTime", lastModifiedTime(),
                "lastAccessTime", lastAccessTime(),
                "creationTime", creationTime(),
                "size", size(),
                "isRegularFile", isRegularFile(),
                "isDirectory", isDirectory(),
                "isSymbolicLink", isSymbolicLink(),
                "isOther", isOther(),
                "fileKey", fileKey());
    }

    /** The attributes of what a path leads to at the time they are read. */
    record View(ImagePath path, boolean followsLinks) implements BasicFileAttributeView {

        @Override
        public String name() {
            return VIEW;
        }

        @Override
        public BasicFileAttributes readAttributes() throws IOException {
            return new ImageAttributes(Way.follow(path, followsLinks).node());
        }

        @Override
        public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created) {
            throw new ReadOnlyFileSystemException();
        }
    }
}
