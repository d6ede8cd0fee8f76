package io.vmshare.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tree in memory, which counts what it is asked. Not thread-safe. */
final class MemoryTree implements ImageTree {

    static final FileTime TIME = FileTime.fromMillis(981_173_106_000L);

    private final Node top = new Node(ImageNode.Kind.DIRECTORY, "");
    private int lookups;
    private int closes;

    MemoryTree file(String path, String content) {
        return add(path, new Node(ImageNode.Kind.FILE, content));
    }

    MemoryTree link(String path, String target) {
        return add(path, new Node(ImageNode.Kind.LINK, target));
    }

    MemoryTree other(String path) {
        return add(path, new Node(ImageNode.Kind.OTHER, ""));
    }

    private MemoryTree add(String path, Node node) {
        Node at = top;
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            at = at.children.computeIfAbsent(names[i], name -> new Node(ImageNode.Kind.DIRECTORY, ""));
        }
        at.children.put(names[names.length - 1], node);
        return this;
    }

    int lookups() {
        return lookups;
    }

    int closes() {
        return closes;
    }

    @Override
    public ImageNode root() {
        return top;
    }

    @Override
    public long missingBytes() {
        return 0;
    }

    @Override
    public void close() {
        closes++;
    }

    private final class Node implements ImageNode {

        private final Kind kind;
        private final String content;
        private final Map<String, Node> children = new LinkedHashMap<>();

        Node(Kind kind, String content) {
            this.kind = kind;
            this.content = content;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public long size() {
            return kind == Kind.FILE ? content.length() : 0;
        }

        @Override
        public FileTime modified() {
            return TIME;
        }

        @Override
        public Object key() {
            return this;
        }

        @Override
        public List<String> names() {
            return new ArrayList<>(children.keySet());
        }

        @Override
        public Optional<ImageNode> child(String name) {
            lookups++;
            return name.equals("top") && !children.containsKey(name)
                    ? Optional.of(this)
                    : Optional.ofNullable(children.get(name));
        }

        @Override
        public String target() {
            return content;
        }

        @Override
        public SeekableByteChannel open() {
            return new OwnChannel(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The channel of a file. */
    static final class OwnChannel implements SeekableByteChannel {

        private final ByteBuffer content;
        private boolean closed;

        OwnChannel(byte[] content) {
            this.content = ByteBuffer.wrap(content);
        }

        @Override
        public int read(ByteBuffer into) {
            if (!content.hasRemaining()) {
                return -1;
            }
            int count = Math.min(into.remaining(), content.remaining());
            for (int i = 0; i < count; i++) {
                into.put(content.get());
            }
            return count;
        }

        @Override
        public long position() {
            return content.position();
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            content.position((int) Math.min(newPosition, content.limit()));
            return this;
        }

        @Override
        public long size() throws IOException {
            return content.limit();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
