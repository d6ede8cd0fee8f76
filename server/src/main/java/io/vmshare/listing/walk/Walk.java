package io.vmshare.listing.walk;

import io.vmshare.http.RequestRefused;
import io.vmshare.listing.ListingFormat;
import io.vmshare.listing.Sorting;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.NameList;
import io.vmshare.path.RequestPath;
import io.vmshare.work.PlaceGate;
import io.vmshare.work.Presence;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory and of those below it: first all of its own, then in the same way those of each directory in it.
 * So one directory is open at a time, and of those above only the names of directories are held. It goes through the fence at
 * each step, and sees what the share would serve. A link to a directory is an entry and no way on: nothing is told twice, and
 * there are no circles. Nor does it go where a stat may hang, unless it was asked about that place.
 */
public final class Walk implements EntrySource, Closeable {

    /** Enough that taking turns costs nothing beside them. */
    private static final int STEPS_PER_TURN = 256;

    private static final int CHARS_PER_TURN = 2 * 1024;

    /** On a network mount a few of them may take longer than those who wait for rows, or for their turn, should. */
    private static final long NANOS_PER_TURN = TimeUnit.MILLISECONDS.toNanos(50);

    private final Mounts mounts;
    private final RequestPath start;
    private final Optional<String> place;
    private final WalkLimits limits;
    private final Optional<NameGlob> wanted;
    private final Sorting sorting;
    private final ListingFormat format;
    private final WalkGate.Pass pass;
    private final Presence client;
    private final List<Name> way = new ArrayList<>();
    private final Deque<Iterator<Name>> above = new ArrayDeque<>();
    private @Nullable OpenDirectory current;
    private long seen;
    private long worked;
    private boolean unread;
    private boolean deeper;
    private boolean spent;

    /**
     * Creates one below {@code start} that tells of what {@code wanted} matches, or else of everything.
     *
     * @param pass is closed with it
     * @param client who waits for it
     */
    public Walk(
            Mounts mounts,
            RequestPath start,
            WalkLimits limits,
            Optional<NameGlob> wanted,
            Sorting sorting,
            ListingFormat format,
            WalkGate.Pass pass,
            Presence client) {
        this.mounts = mounts;
        this.start = start;
        this.place = mounts.slowPlace(start);
        this.limits = limits;
        this.wanted = wanted;
        this.sorting = sorting;
        this.format = format;
        this.pass = pass;
        this.client = client;
    }

    /** Begins in {@code directory}, which is the caller's to release, with its entries. */
    public void begin(LocatedDirectory directory, NameList names, int[] order) {
        current = new OpenDirectory(directory, names, order);
    }

    @Override
    public boolean next(StringBuilder out) throws IOException {
        PlaceGate.Pass turn = pass.begin();
        long began = System.nanoTime();
        int length = out.length();
        try {
            boolean more;
            int steps = 0;
            do {
                checkClient(out.length() > length);
                more = step(out);
                steps++;
            } while (more
                    && steps < STEPS_PER_TURN
                    && out.length() < CHARS_PER_TURN
                    && System.nanoTime() - began < NANOS_PER_TURN);
            spent |= more
                    && worked + (System.nanoTime() - began) >= limits.time().toNanos();
            if (more && !spent) {
                return true;
            }
        } finally {
            worked += System.nanoTime() - began;
            turn.close();
        }
        String why = missing();
        if (!why.isEmpty()) {
            format.incomplete(out, why);
        }
        return false;
    }

    private void checkClient(boolean served) throws IOException {
        if (served) {
            client.served();
        } else if (client.hasLeft()) {
            throw new IOException("the client has left");
        }
    }

    /** Looks at one entry, or goes on to another directory; returns whether there may be more. */
    private boolean step(StringBuilder out) throws IOException {
        OpenDirectory here = current;
        if (here != null) {
            if (!here.hasNext()) {
                leave(here);
            } else if (seen >= limits.entries()) {
                spent = true;
                return false;
            } else {
                look(out, here);
            }
            return true;
        }
        Iterator<Name> directories = above.peek();
        if (directories == null) {
            return false;
        }
        if (directories.hasNext()) {
            enter(directories.next());
        } else {
            above.pop();
            goUp();
        }
        return true;
    }

    private void look(StringBuilder out, OpenDirectory here) {
        Name name = here.next();
        seen++;
        boolean matches = wanted.isEmpty() || wanted.get().matches(name);
        boolean descends = way.size() + 1 < limits.depth();
        if (!matches && !descends && limits.asked()) {
            return; // whatever it is
        }
        Optional<EntryFacts> facts = here.facts(name);
        if (facts.isEmpty()) {
            return;
        }
        if (facts.get().directory() && !facts.get().link()) {
            if (descends) {
                here.keepLast();
            } else {
                deeper |= !limits.asked();
            }
        }
        if (matches) {
            format.entry(out, name, facts.get());
        }
    }

    private void leave(OpenDirectory here) throws IOException {
        above.push(here.kept().iterator());
        current = null;
        if (!way.isEmpty()) {
            here.directory().release();
        }
    }

    private void enter(Name name) {
        way.add(name);
        List<Name> names = new ArrayList<>(start.segments());
        names.addAll(way);
        RequestPath path = new RequestPath(names, true);
        Optional<String> slow = mounts.slowPlace(path);
        if (slow.isPresent() && !slow.equals(place)) {
            unread = true;
        } else {
            open(path);
        }
        if (current == null) {
            goUp();
        }
    }

    private void open(RequestPath path) {
        try (Located located = mounts.locate(path)) {
            if (located instanceof LocatedDirectory directory) {
                NameList names = directory.names();
                int[] order = format.order(directory, names, sorting);
                directory.take();
                current = new OpenDirectory(directory, names, order);
                format.enter(List.copyOf(way));
            } else {
                unread |= located.kind() == Located.Kind.FORBIDDEN; // else it is gone
            }
        } catch (IOException | RequestRefused e) {
            unread = true;
        }
    }

    private void goUp() {
        if (!way.isEmpty()) {
            way.remove(way.size() - 1);
        }
    }

    private String missing() {
        if (spent) {
            return "the search ended after " + seen + " entries and " + TimeUnit.NANOSECONDS.toMillis(worked)
                    + " ms; search further down";
        }
        if (unread) {
            return "some directories could not be read";
        }
        return deeper ? "directories more than " + limits.depth() + " levels down are not searched" : "";
    }

    @Override
    public void close() throws IOException {
        try {
            OpenDirectory here = current;
            if (here != null && !way.isEmpty()) {
                current = null;
                here.directory().release();
            }
        } finally {
            pass.close();
        }
    }
}
