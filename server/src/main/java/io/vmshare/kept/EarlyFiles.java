package io.vmshare.kept;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.vmshare.http.ByteRange;
import io.vmshare.http.DateField;
import io.vmshare.http.Decision;
import io.vmshare.http.RequestHead;
import io.vmshare.image.PlacedChannel.Stretch;
import io.vmshare.kept.KeptAnswer.Told;
import io.vmshare.wire.EarlyAnswer;
import io.vmshare.wire.EarlyAnswers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests for kept files before the engine reads them: with the whole, one range, or the news that the client has
 * it already. Each answer rests on one look at the path, after what is in memory was read. Thread-safe.
 */
public final class EarlyFiles implements EarlyAnswers {

    /** More of a file is sent by the engine, in turns with others. */
    private static final long MAX_CONTENT = 512 * 1024;

    /** More than this the system sends from where it lies: copies of it wait for memory that another CPU has just freed. */
    private static final long MAX_COPIED = 32 * 1024;

    /** What is held back of what is not copied. */
    private static final int END_BYTES = 4 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final Logger LOG = LoggerFactory.getLogger(EarlyFiles.class);

    private final KeptFiles files;
    private final KeptExchanges exchanges;
    private final ByteBufferPool heads;
    private final DateField date = new DateField();

    /**
     * Creates one.
     *
     * @param heads where the buffers for heads come from, each of 16 KiB
     */
    public EarlyFiles(KeptFiles files, KeptExchanges exchanges, ByteBufferPool heads) {
        this.files = files;
        this.exchanges = exchanges;
        this.heads = heads;
    }

    @Override
    public @Nullable EarlyAnswer to(RequestHead head, InetAddress peer) {
        KeptRequest request = KeptRequest.of(head);
        if (request == null) {
            return null;
        }
        KeptFile file = files.find(request.path());
        Decision decision = file == null ? null : file.decide(request);
        if (file == null || decision == null || !file.join()) {
            return null;
        }
        EarlyAnswer answer = null;
        boolean begun = exchanges.begin();
        try {
            Told told = new Told(exchanges, peer, head, System.nanoTime());
            answer = begun ? answer(told, file, decision, request.head()) : null;
            if (answer != null) {
                files.answered(file);
            }
        } catch (IOException e) {
            LOG.debug("Cannot answer early", e); // the engine's way tells what is wrong
        } finally {
            if (answer == null) {
                file.leave();
            }
            if (answer == null && begun) {
                exchanges.drop();
            }
        }
        return answer;
    }

    private @Nullable KeptAnswer answer(Told told, KeptFile file, Decision decision, boolean head) throws IOException {
        PooledByteBuffer pooled = heads.allocate();
        KeptAnswer answer = null;
        try {
            ByteBuffer out = pooled.getBuffer().clear();
            switch (decision.outcome()) {
                case WHOLE -> {
                    file.heads().putWhole(out, date.bytes());
                    long length = file.content().length();
                    answer = content(told, 200, pooled, file, 0, head ? 0 : length);
                    tell(answer, head, 0, length);
                }
                case PARTIAL -> {
                    if (decision.ranges().size() == 1) {
                        ByteRange range = decision.ranges().get(0);
                        file.heads().putPartial(out, range, date.bytes());
                        answer = content(told, 206, pooled, file, range.first(), head ? 0 : range.length());
                        tell(answer, head, range.first(), range.length());
                    }
                }
                case NOT_MODIFIED -> {
                    file.heads().putNotModified(out, date.bytes());
                    answer = content(told, 304, pooled, file, 0, 0);
                }
                case FAILED, UNSATISFIABLE -> {} // with a page, which is the engine's
            }
        } finally {
            if (answer == null) {
                pooled.close();
            }
        }
        return answer;
    }

    private void tell(@Nullable KeptAnswer answer, boolean head, long first, long count) {
        if (answer != null && !head && exchanges.isWatched()) {
            answer.tell(first, count);
        }
    }

    private @Nullable KeptAnswer content(
            Told told, int status, PooledByteBuffer head, KeptFile file, long first, long count) throws IOException {
        ByteBuffer bytes = count == 0 ? NOTHING : file.content().part(first, count);
        if (bytes == null) {
            return inFile(told, status, head, file, first, count);
        }
        return isUnchanged(file) ? new KeptAnswer(told, file, status, head, bytes) : null;
    }

    private @Nullable KeptAnswer inFile(
            Told told, int status, PooledByteBuffer head, KeptFile file, long first, long count) throws IOException {
        ByteBuffer chunk = count > MAX_CONTENT ? null : files.chunks().take();
        if (chunk == null) {
            return null;
        }
        KeptAnswer answer = null;
        try {
            long bulk = count <= MAX_COPIED ? 0 : count - END_BYTES;
            FileEnd end = FileEnd.read(chunk, file.held().stretches(first + bulk, count - bulk));
            if (isUnchanged(file)) {
                List<Stretch> sent = bulk == 0 ? List.of() : file.held().stretches(first, bulk);
                answer = new FileAnswer(told, file, status, head, sent, end, files.chunks());
            }
        } finally {
            if (answer == null) {
                files.chunks().giveBack(chunk);
            }
        }
        return answer;
    }

    private boolean isUnchanged(KeptFile file) {
        boolean unchanged = file.held().isUnchanged();
        if (!unchanged) {
            files.letGo(file);
        }
        return unchanged;
    }
}
