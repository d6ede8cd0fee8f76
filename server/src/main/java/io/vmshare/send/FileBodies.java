package io.vmshare.send;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Parts of located files as bodies. */
public final class FileBodies {

    private FileBodies() {}

    /**
     * Returns the body of {@code count} bytes of {@code file} from {@code position}. The kernel sends all but the last
     * buffer, which waits for a check of the file; a small one is all that. Whoever located the file closes it.
     */
    public static Body of(HttpServerExchange exchange, LocatedFile file, long position, long count) throws IOException {
        SeekableByteChannel channel = file.channel();
        ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
        SteadyFile steady = new SteadyFile(file, position + count);
        if (channel instanceof FileChannel fileChannel && isOfTheSystem(fileChannel)) {
            boolean local = Workplace.of(exchange).local();
            long tail = Math.min(count, pool.getBufferSize());
            return new SequenceBody(List.of(
                    new FileBody(fileChannel, steady, local, position, count - tail),
                    new CopiedBody(channel, pool, steady, !local, position + count - tail, tail)));
        }
        return new CopiedBody(channel, pool, steady, true, position, count);
    }

    /**
     * Returns whether {@code transferTo} is the kernel's, which takes what fits and returns. That of another provider
     * may try until all is taken (Jimfs 1.3 does): one reader that pauses would keep a thread and a processor.
     */
    private static boolean isOfTheSystem(FileChannel channel) {
        return channel.getClass().getModule().equals(FileChannel.class.getModule());
    }
}
