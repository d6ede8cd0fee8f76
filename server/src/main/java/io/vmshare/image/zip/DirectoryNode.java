package io.vmshare.image.zip;

import io.vmshare.image.ImageDirectory;
import io.vmshare.image.ImageNode;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory of a zip, written by {@link TreeBuilder} before anyone else sees it. */
final class DirectoryNode implements ImageDirectory {

    private final Map<String, ImageNode> children = new HashMap<>();
    private final Object key;
    private FileTime modified = FileTime.fromMillis(0);

    DirectoryNode(Object key) {
        this.key = key;
    }

    Map<String, ImageNode> children() {
        return children;
    }

    void modified(FileTime time) {
        modified = time;
    }

    @Override
    public FileTime modified() {
        return modified;
    }

    @Override
    public Object key() {
        return key;
    }

    @Override
    public List<String> names() {
        return List.copyOf(children.keySet());
    }

    @Override
    public Optional<ImageNode> child(String name) {
        return Optional.ofNullable(children.get(name));
    }
}
