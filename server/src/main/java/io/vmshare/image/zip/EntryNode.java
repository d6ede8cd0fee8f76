package io.vmshare.image.zip;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.ImageNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** An entry of a zip that is no directory; its key is its number in the central directory. */
record EntryNode(Kind kind, FileTime modified, Object key, ZipContent content) implements ImageNode {

    static final int MAX_TARGET_BYTES = 4096;

    @Override
    public long size() {
        return kind == Kind.FILE ? content.size() : 0;
    }

    @Override
    public List<String> names() throws NotDirectoryException {
        throw new NotDirectoryException("entry of a zip file");
    }

    @Override
    public Optional<ImageNode> child(String name) {
        return Optional.empty();
    }

    @Override
    public String target() throws IOException {
        if (kind != Kind.LINK) {
            throw new NotLinkException("entry of a zip file");
        }
        ByteBuffer target = ByteBuffer.allocate((int) content.size());
        try (SeekableByteChannel channel = content.open()) {
            while (target.hasRemaining()) {
                channel.read(target);
            }
        } catch (EOFException | ZipException e) {
            ImageFormatException damaged =
                    new ImageFormatException("zip entry that is a link and whose data is damaged");
            damaged.initCause(e);
            throw damaged;
        }
        String text = EntryName.text(target.array());
        if (text.indexOf('\0') >= 0) {
            throw new ImageFormatException("zip entry that is a link to a name with NUL");
        }
        return text;
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        if (kind != Kind.FILE) {
            throw new IOException("entry of a zip file whose bytes cannot be had: it is no file, encrypted, or of an"
                    + " unknown method");
        }
        return content.open();
    }
}
