package io.vmshare.image.zip;

import io.vmshare.image.ImageNode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NotLinkException;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory of a zip, written by {@link TreeBuilder} before anyone else sees it. */
final class DirectoryNode implements ImageNode {

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
    public Kind kind() {
        return Kind.DIRECTORY;
    }

    @Override
    public long size() {
        return 0;
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

    @Override
    public String target() throws NotLinkException {
        throw new NotLinkException("directory of a zip file");
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        throw new IOException("directory of a zip file: it has no bytes");
    }
}
