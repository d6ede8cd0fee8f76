package io.vmshare.archive.tree;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Members one after another, directories before what lies in them. Not thread-safe. */
public interface Members extends Closeable {

    /** Returns the next one, or null after the last. It may block. */
    @Nullable
    Member next() throws IOException;

    @Override
    default void close() throws IOException {}
}
