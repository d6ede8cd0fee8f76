package io.vmshare.archive.tree;

import io.vmshare.http.EntityTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All members of an archive, as they were when it was asked for, in few bytes each: a name takes what it does not share with
 * the one before it. Once made it is immutable and thread-safe.
 */
public final class Plan {

    private static final int TAG_BYTES = 16;
    private static final int OTHER_PLACE = 4;
    private static final List<Member.Kind> KINDS = List.of(Member.Kind.FILE, Member.Kind.DIRECTORY, Member.Kind.LINK);

    private final PlanBytes bytes;
    private final MessageDigest digest;
    private final Report report;
    private String previous = "";
    private String reportName = "";
    private Instant modified = Instant.EPOCH;
    private EntityTag tag = EntityTag.strong("");
    private int count;

    private Plan(LongPredicate room, Report report) {
        this.bytes = new PlanBytes(room);
        this.report = report;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Goes through all of {@code walk}, and closes it.
     *
     * @param kind what besides the members makes the archive what it is; it goes into the tag
     * @param report that of the walk
     * @param room asked for so many bytes more; when it says no there is no plan
     * @return the plan, or null if it would be too large
     */
    public static @Nullable Plan of(TreeWalk walk, String kind, Report report, LongPredicate room) throws IOException {
        try (walk) {
            Plan plan = new Plan(room, report);
            plan.digest.update(kind.getBytes(StandardCharsets.UTF_8));
            plan.reportName = walk.reportName();
            plan.modified = walk.modified();
            for (Member member = walk.next(); member != null; member = walk.next()) {
                if (!plan.add(member)) {
                    return null;
                }
            }
            plan.digest.update(report.render());
            plan.tag = EntityTag.strong(HexFormat.of().formatHex(plan.digest.digest(), 0, TAG_BYTES));
            return plan;
        }
    }

    private boolean add(Member member) {
        count++;
        String name = member.name();
        int shared = 0;
        int shorter = Math.min(name.length(), previous.length());
        while (shared < shorter && name.charAt(shared) == previous.charAt(shared)) {
            shared++;
        }
        previous = name;
        String expected = placeOf(name);
        boolean other = !expected.equals(member.place());
        bytes.put(KINDS.indexOf(member.kind()) | (other ? OTHER_PLACE : 0));
        bytes.put(shared);
        bytes.put(name.substring(shared));
        if (other) {
            bytes.put(member.place());
        }
        bytes.put(member.size());
        Instant written = member.modified();
        long seconds = written.getEpochSecond();
        int nanos = written.getNano();
        bytes.putSigned(seconds);
        bytes.put(nanos);
        bytes.put(member.mode());
        bytes.put(member.target());
        bytes.put(member.identity() & 0xFFFFFFFFL);
        // Not its identity: replicas of a tree have one tag, as files have.
        String line = member.kind() + "\0" + name + "\0" + member.place() + "\0" + member.size() + "\0"
                + seconds + "." + nanos + "\0" + member.mode() + "\0"
                + member.target() + "\0";
        digest.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return bytes.fits();
    }

    /** Below the top a member mostly lies where its name says. */
    private static String placeOf(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash + 1);
    }

    /** Returns the members, from the first on; as often as wanted. */
    public Members members() {
        PlanBytes.Reader reader = bytes.reader();
        return new Members() {

            private String last = "";
            private int read;

            @Override
            public @Nullable Member next() {
                if (read == count) {
                    return null;
                }
                read++;
                int flags = (int) reader.number();
                int shared = (int) reader.number();
                last = last.substring(0, shared) + reader.text();
                String place = (flags & OTHER_PLACE) != 0 ? reader.text() : placeOf(last);
                long size = reader.number();
                long seconds = reader.signed();
                Instant written = Instant.ofEpochSecond(seconds, reader.number());
                int mode = (int) reader.number();
                String target = reader.text();
                int identity = (int) reader.number();
                return new Member(KINDS.get(flags & 3), place, last, size, written, mode, target, identity);
            }
        };
    }

    /** Returns how many members there are. */
    public int count() {
        return count;
    }

    /** Returns what could not be planned; not to be added to. */
    public Report report() {
        return report;
    }

    /** Returns what a text about the archive is called. */
    public String reportName() {
        return reportName;
    }

    /** Returns when the directory itself was written last. */
    public Instant modified() {
        return modified;
    }

    /** Returns a strong tag: equal only for the same members, sizes and times. */
    public EntityTag tag() {
        return tag;
    }
}
