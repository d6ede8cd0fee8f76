package io.vmshare.image;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path in an image, with the rules of a Unix path: it is absolute or not, and has names between slashes. The empty path
 * has one name, which is empty. Immutable and thread-safe.
 */
final class ImagePath implements Path {

    private static final String HERE = ".";
    private static final String UP = "..";

    private final ImageFileSystem fileSystem;
    private final boolean absolute;
    private final List<String> names;

    ImagePath(ImageFileSystem fileSystem, boolean absolute, List<String> names) {
        this.fileSystem = fileSystem;
        this.absolute = absolute;
        this.names = List.copyOf(names);
    }

    static ImagePath parse(ImageFileSystem fileSystem, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "a path has no NUL");
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split("/", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new ImagePath(fileSystem, text.startsWith("/"), text.isEmpty() ? List.of("") : names);
    }

    /** Returns the names from the top, without those that are empty. */
    List<String> names() {
        return isEmpty() ? List.of() : names;
    }

    private boolean isEmpty() {
        return !absolute && names.size() == 1 && names.get(0).isEmpty();
    }

    private ImagePath with(boolean nowAbsolute, List<String> newNames) {
        return new ImagePath(fileSystem, nowAbsolute, newNames.isEmpty() && !nowAbsolute ? List.of("") : newNames);
    }

    private ImagePath ours(Path other) {
        if (other instanceof ImagePath path) {
            return path;
        }
        throw new ProviderMismatchException();
    }

    private boolean isOfSameKind(Path other) {
        return other instanceof ImagePath path && path.fileSystem == fileSystem && path.absolute == absolute;
    }

    @Override
    public ImageFileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return absolute ? fileSystem.top() : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.isEmpty() ? null : getName(names.size() - 1);
    }

    @Override
    public @Nullable Path getParent() {
        if (names.isEmpty() || (names.size() == 1 && !absolute)) {
            return null;
        }
        return with(absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        if (beginIndex < 0 || endIndex > names.size() || beginIndex >= endIndex) {
            throw new IllegalArgumentException("no names " + beginIndex + " to " + endIndex + " in " + names.size());
        }
        return with(false, names.subList(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path other) {
        if (!isOfSameKind(other)) {
            return false;
        }
        List<String> first = ours(other).names;
        return first.size() <= names.size() && names.subList(0, first.size()).equals(first);
    }

    @Override
    public boolean endsWith(Path other) {
        if (!(other instanceof ImagePath path) || path.fileSystem != fileSystem) {
            return false;
        }
        List<String> last = path.names;
        int start = names.size() - last.size();
        if (path.absolute) {
            return equals(path);
        }
        return start >= 0 && names.subList(start, names.size()).equals(last);
    }

    @Override
    public Path normalize() {
        List<String> kept = new ArrayList<>();
        for (String name : names()) {
            boolean known = !kept.isEmpty() && !kept.get(kept.size() - 1).equals(UP);
            if (name.equals(UP) && known) {
                kept.remove(kept.size() - 1);
            } else if (!name.equals(HERE) && !(name.equals(UP) && absolute)) {
                kept.add(name);
            }
        }
        return with(absolute, kept);
    }

    @Override
    public Path resolve(Path other) {
        ImagePath path = ours(other);
        if (path.absolute || isEmpty()) {
            return path;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(path.names());
        return with(absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        ImagePath path = ours(other);
        if (path.absolute != absolute) {
            throw new IllegalArgumentException("one path is absolute, the other is not");
        }
        List<String> from = names();
        List<String> to = path.names();
        int common = 0;
        while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> way = new ArrayList<>(Collections.nCopies(from.size() - common, UP));
        way.addAll(to.subList(common, to.size()));
        return with(false, way);
    }

    /** Returns {@code share-image:} and the absolute path: something to print, which leads to no file system. */
    @Override
    public URI toUri() {
        try {
            return new URI("share-image", null, toAbsolutePath().toString(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path that makes no URI: " + this, e);
        }
    }

    @Override
    public Path toAbsolutePath() {
        return absolute ? this : with(true, names());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return Way.follow(this, Way.followsLinks(options)).path();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("an image does not change");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(((ImagePath) other).toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImagePath path
                && path.fileSystem == fileSystem
                && path.absolute == absolute
                && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode() + (absolute ? 1 : 0);
    }

    @Override
    public String toString() {
        return (absolute ? "/" : "") + String.join("/", names);
    }
}
