package io.vmshare.image;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The entries of a directory, whose names were read before. Not thread-safe. */
final class ImageDirectoryStream implements DirectoryStream<Path> {

    private final Path directory;
    private final Iterator<String> names;
    private final Filter<? super Path> filter;
    private boolean closed;
    private boolean given;

    ImageDirectoryStream(Path directory, List<String> names, Filter<? super Path> filter) {
        this.directory = directory;
        this.names = names.iterator();
        this.filter = filter;
    }

    @Override
    public Iterator<Path> iterator() {
        if (closed || given) {
            throw new IllegalStateException("a directory stream has one iterator, while it is open");
        }
        given = true;
        return new Entries();
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class Entries implements Iterator<Path> {

        private @Nullable Path next;

        @Override
        public boolean hasNext() {
            while (next == null && !closed && names.hasNext()) {
                Path entry = directory.resolve(names.next());
                next = isWanted(entry) ? entry : null;
            }
            return next != null;
        }

        @Override
        public Path next() {
            Path entry = hasNext() ? next : null;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return entry;
        }

        private boolean isWanted(Path entry) {
            try {
                return filter.accept(entry);
            } catch (IOException e) {
                throw new DirectoryIteratorException(e);
            }
        }
    }
}
