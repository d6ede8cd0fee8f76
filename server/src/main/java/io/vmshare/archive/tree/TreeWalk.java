package io.vmshare.archive.tree;

import io.vmshare.http.RequestRefused;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.MemberFacts;
import io.vmshare.path.Name;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way through a directory and all that lies in it, by the fence, each directory in the order of its names' bytes. It
 * holds the names of the directories that it is in. A link is not followed: one that leads to what is in the archive is a
 * link, one to another file is that file, one to another directory is left out. Not thread-safe.
 */
public final class TreeWalk implements Members {

    /** Those that have a directory above themselves, as only an image can, would never end; and no system opens such a path. */
    private static final int MAX_PLACE_BYTES = 4096;

    /** An EiB. Files with holes, and those that an image says it holds, may be longer, and positions must stay numbers. */
    private static final long MAX_BYTES = 1L << 60;

    private static final String IMAGE_CHANGED = "the image was changed just now; try again";

    private final Places places;
    private final Optional<String> slowPlace;
    private final Set<Name> chosen;
    private final Style style;
    private final Report report;
    private final NameRoom room;
    private final boolean sent;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final String top;
    private final Instant modified;
    private final int mode;
    private final String reportName;
    private long bytes;
    private boolean begun;
    private boolean lost;

    /**
     * Begins one.
     *
     * @param places what lies in the directory
     * @param top what it is called in the archive
     * @param chosen which of its entries are wanted; none for all
     * @param report takes what cannot be read
     * @param room where the memory for names is from
     * @param sent whether members are sent while it goes on, so that also what there is no memory for is reported, not refused
     * @throws RequestRefused with 404 if one that is wanted is not there; with 503 if there is too little memory, or the
     *     image that it lies in was changed
     */
    public TreeWalk(Places places, Name top, Set<Name> chosen, Style style, Report report, NameRoom room, boolean sent)
            throws IOException {
        this.places = places;
        this.slowPlace = places.slowPlace("");
        this.chosen = chosen;
        this.style = style;
        this.report = report;
        this.room = room;
        this.sent = sent;
        this.top = topName(top, style);
        Located located = places.locate("", true);
        if (!(located instanceof LocatedDirectory directory)) {
            located.release();
            throw places.areInAnImage()
                    ? new RequestRefused(503, IMAGE_CHANGED)
                    : new RequestRefused(404, "no such directory");
        }
        boolean begins = false;
        try {
            Optional<MemberFacts> own = directory.own();
            this.modified = own.map(facts -> facts.modified().toInstant()).orElse(Instant.EPOCH);
            this.mode = own.map(MemberFacts::mode).orElse(0755);
            Level first =
                    new Level(directory, "", this.top, own.map(MemberFacts::key).orElse(null), style, room);
            levels.push(first);
            this.reportName = first.freeName("ERRORS.txt");
            for (Name name : chosen) {
                if (!first.contains(name) || directory.member(name).isEmpty()) {
                    throw new RequestRefused(404, "no such entry");
                }
            }
            begins = true;
        } finally {
            if (!begins) {
                directory.release();
            }
        }
    }

    /** A name that means a way, as a link to a root can have, is none for a directory in an archive. */
    private static String topName(Name name, Style style) {
        String called = style.nameOf(name.bytes());
        return called.isEmpty() || called.equals(".") || called.equals("..") ? "share" : called;
    }

    /** Returns what a text about the archive is called in it: nothing else is. */
    public String reportName() {
        return reportName;
    }

    /** Returns when the directory itself was written last. */
    public Instant modified() {
        return modified;
    }

    @Override
    public @Nullable Member next() throws IOException {
        if (!begun) {
            begun = true;
            return new Member(Member.Kind.DIRECTORY, "", top, 0, modified, mode, "", 0);
        }
        while (!levels.isEmpty()) {
            Level level = levels.element();
            Name name = lost ? null : level.next();
            if (name == null) {
                leave(level);
                continue;
            }
            if (levels.size() == 1 && !chosen.isEmpty() && !chosen.contains(name)) {
                continue;
            }
            if (level.open() == null && !reopen(level)) {
                report.add(level.name(), "went away before all of it was read");
                leave(level);
                continue;
            }
            Member member = member(level, name);
            if (member != null) {
                return member;
            }
        }
        return null;
    }

    /** Leaves a directory, and after the last one sees to it that the image that all lies in is still what it was. */
    private void leave(Level level) throws IOException {
        levels.pop();
        level.end();
        if (levels.isEmpty() && places.areInAnImage()) {
            LocatedDirectory still = lost ? null : locate("");
            if (still != null) {
                still.release();
            } else if (!sent) {
                throw new RequestRefused(503, IMAGE_CHANGED);
            } else {
                String why = lost ? "was changed before all of it was read" : "cannot be looked at any more";
                report.add(top, "lies in an image that " + why);
            }
        }
    }

    private boolean reopen(Level level) throws IOException {
        LocatedDirectory directory = locate(level.place());
        if (directory != null) {
            level.reopened(directory);
        }
        return directory != null;
    }

    private @Nullable Member member(Level level, Name name) throws IOException {
        LocatedDirectory directory = level.open();
        Optional<MemberFacts> found = directory == null ? Optional.empty() : directory.member(name);
        if (found.isEmpty()) {
            return null; // what is refused, or no file, is not there
        }
        MemberFacts facts = found.get();
        String called = level.nameOf(name);
        if (!facts.readable()) {
            report.add(called, "may not be read");
            return null;
        }
        String place = level.placeOf(name);
        if (!facts.link().isEmpty() && (facts.directory() || style.keepsLinksToFiles())) {
            String target = target(level, facts.link());
            if (target != null) {
                return new Member(
                        Member.Kind.LINK, place, called, 0, facts.modified().toInstant(), 0777, target, 0);
            }
            if (facts.directory()) {
                report.add(called, "is a link to a directory that is not in this archive, or not under its name");
                return null;
            }
        }
        if (facts.directory()) {
            return enter(level, place, called, facts);
        }
        if (facts.size() > MAX_BYTES - bytes) {
            report.add(called, "makes it larger than any archive");
            return null;
        }
        bytes += facts.size();
        Instant written = facts.modified().toInstant();
        int identity = Objects.hashCode(facts.key());
        return new Member(Member.Kind.FILE, place, called, facts.size(), written, facts.mode(), "", identity);
    }

    private @Nullable Member enter(Level from, String place, String called, MemberFacts facts) throws IOException {
        if (place.length() > MAX_PLACE_BYTES || levels.stream().anyMatch(level -> level.isOf(facts.key()))) {
            report.add(called, "is a directory that lies in itself, or too deep");
            return null;
        }
        Optional<String> slow = places.slowPlace(place);
        if (slow.isPresent() && !slow.equals(slowPlace)) {
            report.add(called, "is another file system, which may hang; ask for it by itself");
            return null;
        }
        from.close();
        LocatedDirectory directory = locate(place);
        if (directory == null) {
            report.add(called, "cannot be read");
            return null;
        }
        boolean entered = false;
        try {
            levels.push(new Level(directory, place, called, facts.key(), style, room));
            entered = true;
        } catch (IOException e) {
            report.add(called, "cannot be read");
            return null;
        } catch (RequestRefused e) {
            if (!sent) {
                throw e;
            }
            report.add(called, "has more entries than there is memory for now");
            return null;
        } finally {
            if (!entered) {
                directory.release();
            }
        }
        return new Member(
                Member.Kind.DIRECTORY, place, called, 0, facts.modified().toInstant(), facts.mode(), "", 0);
    }

    /** Returns where a link leads in words of the archive, or null if that is not in it, or not under its name. */
    private @Nullable String target(Level level, List<Name> link) {
        List<String> at = new ArrayList<>();
        if (!level.place().isEmpty()) {
            at.addAll(List.of(level.place().split("/", -1)));
        }
        StringBuilder target = new StringBuilder();
        for (Name name : link) {
            String step = name.bytes();
            if (step.equals("..")) {
                if (at.isEmpty()) {
                    return null;
                }
                at.remove(at.size() - 1);
            } else if (!step.equals(".")) {
                at.add(step);
            }
            if (!style.nameOf(step).equals(step)) {
                return null; // what it is called there depends on the names beside it
            }
            target.append(target.length() == 0 ? "" : "/").append(step);
        }
        boolean wanted = chosen.isEmpty() || at.isEmpty() || chosen.contains(Name.ofBytes(at.get(0)));
        return wanted ? target.toString() : null;
    }

    /** Returns the open directory at {@code place}, or null if there is none any more that can be read. */
    private @Nullable LocatedDirectory locate(String place) throws IOException {
        Located located;
        try {
            located = places.locate(place, true);
        } catch (IOException | RequestRefused e) {
            return null; // it is told of as what cannot be read
        }
        if (located instanceof LocatedDirectory directory) {
            return directory;
        }
        located.release();
        lost = places.areInAnImage();
        return null;
    }

    @Override
    public void close() throws IOException {
        while (!levels.isEmpty()) {
            levels.pop().end();
        }
    }
}
