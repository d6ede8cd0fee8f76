package io.vmshare.image.iso;

import io.vmshare.image.ImageNode;
import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.extent.ExtentChannel;
import io.vmshare.image.iso.extent.ImageBytes;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * What is no directory.
 *
 * @param image the image
 * @param kind which it is
 * @param key its place in the image
 * @param modified when it was written last
 * @param extents where a file's bytes lie, all of them in the image
 * @param leadsTo where a link leads; else empty
 */
record IsoEntry(ImageBytes image, Kind kind, Place key, FileTime modified, List<Extent> extents, String leadsTo)
        implements ImageNode {

    /** What identifies a node: its kind, since a file of no bytes may have a directory's place, and where it begins. */
    record Place(Kind kind, long position) {}

    static IsoEntry file(ImageBytes image, Place key, FileTime modified, List<Extent> extents) {
        return new IsoEntry(image, Kind.FILE, key, modified, List.copyOf(extents), "");
    }

    static IsoEntry link(ImageBytes image, Place key, FileTime modified, String target) {
        return new IsoEntry(image, Kind.LINK, key, modified, List.of(), target);
    }

    static IsoEntry other(ImageBytes image, Place key, FileTime modified) {
        return new IsoEntry(image, Kind.OTHER, key, modified, List.of(), "");
    }

    @Override
    public long size() {
        return extents.stream().mapToLong(Extent::length).sum();
    }

    @Override
    public List<String> names() throws IOException {
        throw new NotDirectoryException("no directory in an image");
    }

    @Override
    public Optional<ImageNode> child(String name) throws IOException {
        throw new NotDirectoryException("no directory in an image");
    }

    @Override
    public String target() throws IOException {
        if (kind != Kind.LINK) {
            throw new NotLinkException("no link in an image");
        }
        return leadsTo;
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        if (kind != Kind.FILE) {
            throw new AccessDeniedException("no file in an image");
        }
        return new ExtentChannel(image, extents);
    }
}
