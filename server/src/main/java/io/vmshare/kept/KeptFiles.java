package io.vmshare.kept;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import io.vmshare.http.Validators;
import io.vmshare.path.HeldFile;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of files that were sent a moment ago: short ones in memory, longer ones open. It is bounded, and what is not
 * asked for any more is let go within seconds, so that media can be unmounted and deleted files give back their space.
 * Thread-safe.
 */
public final class KeptFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFiles.class);

    /** How many files are open only to be kept. */
    private static final int MAX_OPEN = 256;

    /** How many buffers there are; half of them may hold files. */
    private static final int MAX_CHUNKS = 64;

    private static final int SHARE_OF_HEAP = 4;
    private static final long MAX_BYTES = 128L * 1024 * 1024;
    private static final int MAX_HEADS = 12 * 1024;
    private static final long UNUSED_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Map<HttpString, String> added;
    private final Predicate<RequestPath> mayHang;
    private final long maxBytes;
    private final Map<String, KeptFile> files = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger inChunks = new AtomicInteger();
    private final Chunks chunks = new Chunks(MAX_CHUNKS);
    private final LongAdder answers = new LongAdder();
    private volatile boolean closed;

    /**
     * Creates an empty table.
     *
     * @param added the fields that every answer has
     * @param mayHang whether a look at a path may take long
     */
    public KeptFiles(Map<HttpString, String> added, Predicate<RequestPath> mayHang) {
        this(added, mayHang, Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, MAX_BYTES));
    }

    KeptFiles(Map<HttpString, String> added, Predicate<RequestPath> mayHang, long maxBytes) {
        this.added = Map.copyOf(added);
        this.mayHang = mayHang;
        this.maxBytes = maxBytes;
    }

    /** Returns the file kept for a path as {@link RequestPath#render} makes it, or null. Whether it is still so is another question. */
    @Nullable
    KeptFile find(String path) {
        KeptFile file = files.get(path);
        return file == null || mayHang.test(file.path()) ? null : file;
    }

    /**
     * Notes that an answer was made of {@code file}. What was only asked for does not count: it may be gone, and those who
     * ask for it in vain must not keep it open.
     */
    void answered(KeptFile file) {
        file.use(System.nanoTime());
        answers.increment();
    }

    /** Returns how many answers were made of kept files. */
    long answers() {
        return answers.sum();
    }

    /** Adds fields; it may read some of the file. */
    @FunctionalInterface
    public interface Description {
        /** Adds them to {@code fields}. */
        void describe(HeaderMap fields) throws IOException;
    }

    /**
     * Keeps {@code file}, which is being sent, if it is such that it can be kept. Reads short ones; may block on that.
     *
     * @param path where it was asked for
     * @param description what an answer with the whole says of it: all but the fields that every answer has
     * @param coded whether it goes out in a content coding to those who accept one
     */
    public void offer(
            RequestPath path, LocatedFile file, Validators validators, Description description, boolean coded) {
        if (closed || !file.isSeekable() || isKept(path, file)) {
            return;
        }
        Optional<HeldFile> held = file.hold();
        if (held.isEmpty()) {
            return;
        }
        boolean kept = false;
        try {
            HeaderMap fields = new HeaderMap();
            description.describe(fields);
            kept = keep(path, file, held.get(), validators, fields, coded);
        } catch (IOException e) {
            LOG.debug("Cannot keep {}", path, e); // whoever sends it finds out, if that fails, too
        } finally {
            if (!kept) {
                held.get().end();
            }
        }
    }

    private boolean isKept(RequestPath path, LocatedFile file) {
        KeptFile before = files.get(path.render());
        if (before == null || !before.held().isOf(file)) {
            return false;
        }
        before.use(System.nanoTime());
        return true;
    }

    private boolean keep(
            RequestPath path, LocatedFile file, HeldFile held, Validators validators, HeaderMap fields, boolean coded)
            throws IOException {
        added.forEach(fields::put);
        KeptHeads heads = new KeptHeads(fields, added.keySet(), file.length());
        KeptContent content = heads.size() > MAX_HEADS ? null : KeptContent.of(file, chunks);
        if (content == null) {
            return false;
        }
        if (!held.isUnchanged()) {
            content.release();
            return false;
        }
        if (!content.isInFile()) {
            held.end(); // what tells whether it is still the same needs no open file
        }
        put(new KeptFile(path, held, content, validators, coded, heads));
        return true;
    }

    private void put(KeptFile kept) {
        account(kept, 1);
        KeptFile before = files.put(kept.path().render(), kept);
        if (before != null) {
            account(before, -1);
            before.leave();
        }
        Iterator<KeptFile> all = files.values().iterator(); // in the order of hashes: as good as any, and as cheap
        while (isFull() && all.hasNext()) {
            KeptFile file = all.next();
            if (file != kept && isInTheWay(file)) {
                letGo(file);
            }
        }
        if (closed) {
            letGo(kept);
        }
    }

    private boolean isFull() {
        return bytes.get() > maxBytes || open.get() > MAX_OPEN || inChunks.get() > MAX_CHUNKS / 2;
    }

    private boolean isInTheWay(KeptFile file) {
        return bytes.get() > maxBytes
                || (open.get() > MAX_OPEN && file.content().isInFile())
                || (inChunks.get() > MAX_CHUNKS / 2 && file.content().isInChunk());
    }

    private void account(KeptFile file, int sign) {
        bytes.addAndGet(sign * file.size());
        if (file.content().isInFile()) {
            open.addAndGet(sign);
        }
        if (file.content().isInChunk()) {
            inChunks.addAndGet(sign);
        }
    }

    /** Returns the buffers for what is sent of files. */
    Chunks chunks() {
        return chunks;
    }

    /** Lets {@code file} go; what is being sent of it is sent to the end. */
    void letGo(KeptFile file) {
        if (files.remove(file.path().render(), file)) {
            account(file, -1);
            file.leave();
        }
    }

    /** Lets go what has not been asked for lately. To be called once a second. */
    public void letGoUnused() {
        long now = System.nanoTime();
        for (KeptFile file : files.values()) {
            if (now - file.usedAt() > UNUSED_NANOS) {
                letGo(file);
            }
        }
    }

    /** Returns how many files are kept. */
    int count() {
        return files.size();
    }

    /** Returns how many files are open to be kept. */
    int openCount() {
        return open.get();
    }

    /** Returns how many files are kept in chunks. */
    int chunkCount() {
        return inChunks.get();
    }

    /** Returns about how many bytes of the heap they take. */
    long byteCount() {
        return bytes.get();
    }

    /** Lets go all, and keeps nothing more. */
    @Override
    public void close() {
        closed = true;
        files.values().forEach(this::letGo);
    }
}
