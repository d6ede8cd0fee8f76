package io.vmshare.send;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import io.vmshare.image.PlacedChannel.Stretch;
import io.vmshare.path.LocatedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Parts of located files as bodies. */
public final class FileBodies {

    private FileBodies() {}

    /**
     * Returns the body of {@code count} bytes of {@code file} from {@code position}. The kernel sends all but the last
     * buffer, which waits for a check of the file; a small one is all that. Whoever located the file closes it.
     */
    public static Body of(HttpServerExchange exchange, LocatedFile file, long position, long count) throws IOException {
        ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
        SteadyFile steady = new SteadyFile(file, position + count);
        List<Stretch> stretches = file.stretches(position, count);
        if (stretches.isEmpty() || !stretches.stream().allMatch(stretch -> isOfTheSystem(stretch.file()))) {
            return new CopiedBody(file.channel(), pool, steady, true, position, count);
        }
        long tail = Math.min(count, pool.getBufferSize());
        List<Body> bodies = new ArrayList<>();
        for (Stretch stretch : file.stretches(position, count - tail)) {
            bodies.add(new FileBody(stretch.file(), steady, stretch.position(), stretch.count()));
        }
        bodies.add(new CopiedBody(file.channel(), pool, steady, false, position + count - tail, tail));
        return new SequenceBody(bodies);
    }

    /**
     * Returns whether {@code transferTo} is the kernel's, which takes what fits and returns. That of another provider
     * may try until all is taken (Jimfs 1.3 does): one reader that pauses would keep a thread and a processor.
     */
    private static boolean isOfTheSystem(FileChannel channel) {
        return channel.getClass().getModule().equals(FileChannel.class.getModule());
    }
}
