package io.vmshare.image;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers {@link java.nio.file.Files} for paths in images. It finds no file system by its URI. Thread-safe. */
final class ImageProvider extends FileSystemProvider {

    static final ImageProvider INSTANCE = new ImageProvider();

    private static final Set<OpenOption> WRITING =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, StandardOpenOption.DELETE_ON_CLOSE);

    private ImageProvider() {}

    private static ImagePath ours(Path path) {
        if (path instanceof ImagePath image) {
            return image;
        }
        throw new ProviderMismatchException();
    }

    @Override
    public String getScheme() {
        return "share-image";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("an image has no URI");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("an image has no URI");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("an image has no URI");
    }

    /** Opens the node's own channel. */
    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (options.stream().anyMatch(WRITING::contains)) {
            throw new ReadOnlyFileSystemException();
        }
        ImageNode node = Way.follow(ours(path), !options.contains(LinkOption.NOFOLLOW_LINKS))
                .node();
        return switch (node.kind()) {
            case FILE -> node.open();
            // As the JDK's own provider, which has no exception of its own for it.
            case LINK -> throw new IOException(path + ": a link, and none is followed");
            case DIRECTORY -> throw new FileSystemException(path.toString(), null, "is a directory");
            case OTHER -> throw new AccessDeniedException(path.toString(), null, "its bytes cannot be had");
        };
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        ImageNode node = Way.follow(ours(path), true).node();
        if (node.kind() != ImageNode.Kind.DIRECTORY) {
            throw new NotDirectoryException(path.toString());
        }
        return new ImageDirectoryStream(path, node.names(), filter);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        ImageNode node = Way.follow(ours(link), false).node();
        if (node.kind() != ImageNode.Kind.LINK) {
            throw new NotLinkException(link.toString());
        }
        return ImagePath.parse(ours(link).getFileSystem(), node.target());
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        if (path.equals(other)) {
            return true;
        }
        if (!(other instanceof ImagePath second) || second.getFileSystem() != path.getFileSystem()) {
            return false;
        }
        return Way.follow(ours(path), true)
                .node()
                .key()
                .equals(Way.follow(second, true).node().key());
    }

    @Override
    public boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        checkAccess(path);
        return new ImageFileStore();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        ImageNode node = Way.follow(ours(path), true).node();
        for (AccessMode mode : modes) {
            boolean granted = switch (mode) {
                case READ -> node.kind() != ImageNode.Kind.OTHER;
                case WRITE -> false;
                case EXECUTE -> node.kind() == ImageNode.Kind.DIRECTORY;
            };
            if (!granted) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        ImageAttributes.View view = new ImageAttributes.View(ours(path), Way.followsLinks(options));
        return type.isInstance(view) ? type.cast(view) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (!type.isAssignableFrom(ImageAttributes.class)) {
            throw new UnsupportedOperationException("no attributes of this type: " + type.getName());
        }
        return type.cast(new ImageAttributes(
                Way.follow(ours(path), Way.followsLinks(options)).node()));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return new ImageAttributes(
                        Way.follow(ours(path), Way.followsLinks(options)).node())
                .named(attributes);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }
}
