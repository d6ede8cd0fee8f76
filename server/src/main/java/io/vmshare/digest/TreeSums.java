package io.vmshare.digest;

import io.undertow.server.HttpServerExchange;
import io.vmshare.content.FileSender;
import io.vmshare.digest.Hashing.FileChangedException;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.NameOrder;
import io.vmshare.path.RequestPath;
import io.vmshare.send.Representation;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * The checksums of all files below a directory, in the order of the bytes of their names, through the fence: it sees what the
 * listings would link to, images as files. It holds the names of the directories that it is in, and one file open. A link to a
 * directory is no way on, so that it comes to an end and tells nothing twice; that, and what cannot be read, is a comment. Not
 * thread-safe.
 */
final class TreeSums implements Closeable {

    /** How often a file is looked at that changes while it is read. */
    static final int MOST_LOOKS = 3;

    /** Lines come in pieces of about this many bytes. */
    private static final int PIECE_BYTES = 8 * 1024;

    /** What lies deeper has no room in a request. */
    private static final int MOST_PATH_BYTES = 4096;

    private static final String UNREADABLE = "cannot be read";
    private static final String UNSTEADY = "changed whenever it was read";
    private static final String ELSEWHERE = "is on another file system, which may hang; ask for it by itself";
    private static final String LINK = "is a link to a directory; ask for it by itself";
    private static final String DEEP = "lies too deep";

    /** A directory on the way down. */
    private static final class Level {

        final NameOrder names;
        int next;

        Level(LocatedDirectory directory) throws IOException {
            this.names = new NameOrder(directory.names());
        }

        boolean isDone() {
            return next == names.size();
        }

        Name nextName() {
            return names.get(next++);
        }
    }

    /** A file that is being read. */
    private record Reading(RequestPath path, String shown, int looks, Representation source, Hashing hashing) {}

    private final HttpServerExchange exchange;
    private final Mounts mounts;
    private final FileSender sender;
    private final FileDigests digests;
    private final Algorithm algorithm;
    private final List<Name> start;
    private final LocatedDirectory directory;
    private final Optional<String> slowPlace;
    private final List<Name> way = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable Reading reading;
    private boolean begun;
    private boolean closed;
    private int leftOut;

    /** Creates those of what lies in {@code directory}, which is at {@code path} and released with this. */
    TreeSums(
            HttpServerExchange exchange,
            Mounts mounts,
            FileSender sender,
            FileDigests digests,
            Algorithm algorithm,
            RequestPath path,
            LocatedDirectory directory) {
        this.exchange = exchange;
        this.mounts = mounts;
        this.sender = sender;
        this.digests = digests;
        this.algorithm = algorithm;
        this.start = path.segments();
        this.directory = directory;
        this.slowPlace = mounts.slowPlace(path);
    }

    /**
     * Appends lines, a character for each byte, until there are enough for a piece, until {@code deadline} by
     * {@link System#nanoTime}, or to the end.
     *
     * @return whether there is more to come
     * @throws IOException if the directory cannot be read, or the thread is interrupted
     */
    boolean goOn(StringBuilder out, long deadline) throws IOException {
        if (!begun) {
            begun = true;
            levels.push(new Level(directory));
        }
        do {
            Level level = levels.peek();
            if (reading != null) {
                read(reading, out, deadline);
            } else if (level == null) {
                return false;
            } else if (level.isDone()) {
                leave();
            } else {
                entry(level.nextName(), out);
            }
        } while (out.length() < PIECE_BYTES && System.nanoTime() - deadline < 0);
        return true;
    }

    /** Returns how many entries have a comment in place of a line. */
    int leftOut() {
        return leftOut;
    }

    private void leave() {
        levels.pop();
        if (!way.isEmpty()) {
            way.remove(way.size() - 1);
        }
    }

    private void entry(Name name, StringBuilder out) throws IOException {
        String shown = shown(name);
        RequestPath path = pathOf(name);
        Optional<String> slow = mounts.slowPlace(path);
        if (slow.isPresent() && !slow.equals(slowPlace)) {
            leaveOut(shown, ELSEWHERE, out);
            return;
        }
        try (Located located = mounts.locate(path)) {
            switch (located.kind()) {
                case FILE -> open(path, shown, 1, (LocatedFile) located, out);
                case DIRECTORY -> enter(name, shown + "/", (LocatedDirectory) located, out);
                case MISSING -> {} // gone, or a link that no listing shows
                case FORBIDDEN -> refused(name, shown, out);
            }
        } catch (IOException | RequestRefused e) {
            leaveOut(shown, UNREADABLE, out);
        }
    }

    private void open(RequestPath path, String shown, int looks, LocatedFile file, StringBuilder out)
            throws IOException {
        Representation source = sender.uncoded(exchange, file, path);
        boolean reads = false;
        try {
            Optional<byte[]> known = digests.known(source, algorithm);
            if (known.isPresent()) {
                out.append(ChecksumLine.render(known.get(), shown));
            } else {
                reading = new Reading(path, shown, looks, source, new Hashing(source, algorithm));
                reads = true;
            }
        } catch (FileChangedException e) {
            lookAgain(path, shown, looks, out);
        } finally {
            if (!reads) {
                source.close();
            }
        }
    }

    private void read(Reading file, StringBuilder out, long deadline) throws IOException {
        try {
            if (!digests.goOn(file.hashing, deadline)) {
                return;
            }
            out.append(ChecksumLine.render(digests.finish(file.hashing), file.shown));
            closeFile();
        } catch (FileChangedException e) {
            closeFile();
            lookAgain(file.path, file.shown, file.looks, out);
        } catch (IOException e) {
            closeFile();
            leaveOut(file.shown, UNREADABLE, out);
        }
    }

    private void lookAgain(RequestPath path, String shown, int looks, StringBuilder out) throws IOException {
        if (looks == MOST_LOOKS) {
            leaveOut(shown, UNSTEADY, out);
            return;
        }
        try (Located located = mounts.locate(path)) {
            if (located instanceof LocatedFile again) {
                open(path, shown, looks + 1, again, out);
            } else {
                leaveOut(shown, UNSTEADY, out);
            }
        } catch (IOException | RequestRefused e) {
            leaveOut(shown, UNREADABLE, out);
        }
    }

    private void enter(Name name, String shown, LocatedDirectory directory, StringBuilder out) throws IOException {
        Optional<EntryFacts> facts = factsOf(name);
        if (facts.isEmpty()) {
            return; // gone, so what is open may be what a link led to
        }
        if (facts.get().link()) {
            leaveOut(shown, LINK, out);
        } else if (shown.length() > MOST_PATH_BYTES) {
            leaveOut(shown, DEEP, out);
        } else {
            levels.push(new Level(directory));
            way.add(name);
        }
    }

    /** What listings link to although nobody may read it has a comment; devices, FIFOs and sockets have none. */
    private void refused(Name name, String shown, StringBuilder out) throws IOException {
        Optional<EntryFacts> facts = factsOf(name);
        if (facts.isPresent()) {
            leaveOut(facts.get().directory() ? shown + "/" : shown, UNREADABLE, out);
        }
    }

    /** Reads what a listing says of the entry called {@code name} of the directory that it is in. */
    private Optional<EntryFacts> factsOf(Name name) throws IOException {
        List<Name> names = new ArrayList<>(start);
        names.addAll(way);
        try (Located located = mounts.locate(new RequestPath(names, true))) {
            return located instanceof LocatedDirectory directory ? directory.facts(name) : Optional.empty();
        }
    }

    private void leaveOut(String shown, String why, StringBuilder out) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted"); // a stop, which makes every file unreadable
        }
        leftOut++;
        out.append(ChecksumLine.comment(shown, why));
    }

    private RequestPath pathOf(Name name) {
        List<Name> names = new ArrayList<>(start);
        names.addAll(way);
        names.add(name);
        return new RequestPath(names, false);
    }

    private String shown(Name name) {
        StringBuilder shown = new StringBuilder();
        for (Name step : way) {
            shown.append(step.bytes()).append('/');
        }
        return shown.append(name.bytes()).toString();
    }

    @Override
    public void close() throws IOException {
        closeFile();
        if (!closed) {
            closed = true;
            directory.release();
        }
    }

    private void closeFile() {
        if (reading != null) {
            IoUtils.safeClose(reading.source);
            reading = null;
        }
    }
}
