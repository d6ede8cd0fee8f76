package io.vmshare.image;

import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The file system over one {@link ImageTree}, which is closed with it. Read-only and thread-safe. */
final class ImageFileSystem extends FileSystem {

    private static final String REGEX = "regex:";

    private final ImageTree tree;
    private final ImagePath top = new ImagePath(this, true, List.of());
    private final AtomicBoolean closed = new AtomicBoolean();

    ImageFileSystem(ImageTree tree) {
        this.tree = tree;
    }

    /** Returns the path of the directory at the top. */
    ImagePath top() {
        return top;
    }

    /** Returns the directory at the top. */
    ImageNode root() {
        if (closed.get()) {
            throw new ClosedFileSystemException();
        }
        return tree.root();
    }

    ImageTree tree() {
        return tree;
    }

    @Override
    public FileSystemProvider provider() {
        return ImageProvider.INSTANCE;
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            tree.close();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed.get();
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(top);
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(new ImageFileStore());
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of(ImageAttributes.VIEW);
    }

    @Override
    public Path getPath(String first, String... more) {
        StringBuilder text = new StringBuilder(first);
        for (String part : more) {
            if (!part.isEmpty()) {
                text.append(text.isEmpty() ? "" : "/").append(part);
            }
        }
        return ImagePath.parse(this, text.toString());
    }

    /** Knows regular expressions only. */
    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        if (!syntaxAndPattern.regionMatches(true, 0, REGEX, 0, REGEX.length())) {
            throw new UnsupportedOperationException("no pattern of this kind: " + syntaxAndPattern);
        }
        Pattern pattern = Pattern.compile(syntaxAndPattern.substring(REGEX.length()));
        return path -> pattern.matcher(path.toString()).matches();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("an image has no users");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("an image does not change");
    }
}
