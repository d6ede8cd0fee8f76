package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Name;
import io.vmshare.send.Representation;
import io.vmshare.send.Workplace;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Digests of files: kept as long as the files are the same, made once for all who ask at one time, and only a few at once in
 * each place. Thread-safe.
 */
public final class FileDigests {

    /** So much is read on the spot: it takes some milliseconds. */
    static final long SMALL_BYTES = 1024 * 1024;

    /** So much, at most, is read before an answer begins to go out. */
    static final long MOST_BYTES_BEFORE_AN_ANSWER = 64L * 1024 * 1024;

    /** Shorter files are read again as quickly as they are found here. */
    static final long LEAST_KEPT_BYTES = 64 * 1024;

    static final int MOST_KEPT = 10_000;

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final float LOAD_FACTOR = 0.75f;

    /** What a digest is kept by. */
    private record Key(Object version, Algorithm algorithm) {}

    /**
     * What happens in one place.
     *
     * @param turns for what may take long
     * @param room how many threads may be in the next at once: by far not all that the place has
     * @param locks one for each digest that is made before an answer goes out; a file always has the same
     */
    private record Place(Turns turns, Semaphore room, List<Object> locks) {

        static Place of(Executor executor) {
            int most = Turns.mostAtOnce();
            List<Object> locks = Stream.generate(Object::new).limit(most).toList();
            return new Place(new Turns(executor, most), new Semaphore(4 * most), locks);
        }

        Object lockOf(Object key) {
            return locks.get(Math.floorMod(key.hashCode(), locks.size()));
        }
    }

    private static final class Kept extends LinkedHashMap<Key, byte[]> {

        private static final long serialVersionUID = 1L;

        Kept() {
            super(16, LOAD_FACTOR, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > MOST_KEPT;
        }
    }

    private final Predicate<HttpServerExchange> hasClosed;
    private final Map<Key, byte[]> kept = Collections.synchronizedMap(new Kept());
    private final Map<Key, HashJob> jobs = new ConcurrentHashMap<>();
    private final Map<Executor, Place> places = new ConcurrentHashMap<>();
    private final Queue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

    /**
     * Creates it, empty.
     *
     * @param hasClosed whether the client of an exchange has closed its end of the connection, as far as can be told
     */
    public FileDigests(Predicate<HttpServerExchange> hasClosed) {
        this.hasClosed = hasClosed;
    }

    /** Returns that of the client of {@code exchange}, who waits from now on. */
    Presence clientOf(HttpServerExchange exchange) {
        return new Presence(() -> hasClosed.test(exchange));
    }

    /** Returns the turns in which long work is done in the place of {@code exchange}. */
    Turns turnsOf(HttpServerExchange exchange) {
        return placeOf(exchange).turns;
    }

    /** Returns the digest of {@code source} if it is known. */
    Optional<byte[]> known(Representation source, Algorithm algorithm) {
        return keyOf(source, algorithm).flatMap(key -> Optional.ofNullable(kept.get(key)));
    }

    /** Returns what has come out of {@code hashing}, and keeps it if it is worth it. To be called once. */
    byte[] finish(Hashing hashing) {
        byte[] digest = hashing.digest();
        if (hashing.position() >= LEAST_KEPT_BYTES) {
            hashing.version().ifPresent(version -> kept.put(new Key(version, hashing.algorithm()), digest));
        }
        return digest;
    }

    /** Returns how many are kept. */
    int count() {
        return kept.size();
    }

    /** Returns whether the digest of {@code source} may be made on the spot. */
    static boolean isSmall(Representation source) {
        return source.bytes().isPresent() || source.length() <= SMALL_BYTES;
    }

    /** Makes the digest of {@code source}, however long it takes. */
    byte[] make(Representation source, Algorithm algorithm) throws IOException {
        Hashing hashing = new Hashing(source, algorithm);
        while (!goOn(hashing, System.nanoTime() + HashJob.TURN_NANOS)) {
            // one piece after another
        }
        return finish(hashing);
    }

    /** Lets {@code hashing} read on until {@code deadline}; returns whether it is done. */
    boolean goOn(Hashing hashing, long deadline) throws IOException {
        ByteBuffer free = buffers.poll();
        ByteBuffer buffer = free == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : free;
        try {
            return hashing.goOn(buffer, deadline);
        } finally {
            if (buffers.size() < 2 * Turns.mostAtOnce()) {
                buffers.add(buffer);
            }
        }
    }

    /**
     * Returns the digest of {@code source} for an answer that waits for it: if it is known, or soon made and not too many
     * others are at it. It may block.
     */
    Optional<byte[]> soon(HttpServerExchange exchange, Representation source, Algorithm algorithm) throws IOException {
        Optional<byte[]> known = known(source, algorithm);
        Optional<LocatedFile> file = source.file();
        if (known.isPresent() || (file.isEmpty() && source.bytes().isEmpty())) {
            return known;
        }
        Place place = placeOf(exchange);
        if (source.length() > MOST_BYTES_BEFORE_AN_ANSWER || !place.room.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Optional<Key> key = keyOf(source, algorithm);
            synchronized (place.lockOf(key.isPresent() ? key.get() : source)) {
                known = known(source, algorithm); // somebody may have been at it
                return known.isPresent() ? known : Optional.of(make(source, algorithm));
            }
        } catch (Hashing.FileChangedException e) {
            return Optional.empty();
        } finally {
            place.room.release();
        }
    }

    /**
     * Has {@code waiter} wait for the digest of {@code source}, which is in the making or is from now on, in {@code turns}. If
     * the job owns the source, it closes that.
     */
    HashJob join(Turns turns, Representation source, Name name, Algorithm algorithm, HashJob.Waiter waiter) {
        Optional<Key> key = keyOf(source, algorithm);
        HashJob fresh =
                new HashJob(source, name, algorithm, this, turns, job -> key.ifPresent(of -> jobs.remove(of, job)));
        fresh.join(waiter);
        HashJob job = key.isEmpty()
                ? fresh
                : jobs.compute(key.get(), (same, running) -> running != null && running.join(waiter) ? running : fresh);
        if (job == fresh) {
            turns.add(fresh);
        }
        return job;
    }

    private Optional<Key> keyOf(Representation source, Algorithm algorithm) {
        return source.file().flatMap(LocatedFile::version).map(version -> new Key(version, algorithm));
    }

    private Place placeOf(HttpServerExchange exchange) {
        return places.computeIfAbsent(Workplace.of(exchange).executor(), Place::of);
    }
}
