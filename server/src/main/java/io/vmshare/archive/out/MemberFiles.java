package io.vmshare.archive.out;

import io.vmshare.archive.tree.Member;
import io.vmshare.archive.tree.Report;
import io.vmshare.archive.tree.TreeWalk;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import io.vmshare.text.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what members are made of, through the fence. Not thread-safe. */
public final class MemberFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MemberFiles.class);

    private final Mounts mounts;
    private final RequestPath start;
    private final boolean steady;

    /**
     * Creates one for members below {@code start}.
     *
     * @param steady whether a file that is not as it was planned ends the archive: its bytes were promised
     */
    public MemberFiles(Mounts mounts, RequestPath start, boolean steady) {
        this.mounts = mounts;
        this.start = start;
        this.steady = steady;
    }

    /** Returns whether no file may have changed. */
    boolean isSteady() {
        return steady;
    }

    /**
     * Opens the file of {@code member}; whoever calls this releases it.
     *
     * @return null if it is gone or may not be read, and {@code report} has taken that
     */
    @Nullable
    LocatedFile open(Member member, Report report) throws IOException {
        String why;
        try {
            Located located = mounts.locate(TreeWalk.pathOf(start, member.place(), false));
            if (located instanceof LocatedFile file) {
                if (isAsPlanned(file, member)) {
                    return file;
                }
                if (steady) {
                    file.release();
                    throw cut(member.place(), "was changed before it was sent");
                }
                if (file.length() >= member.size() && !isLonger(file, member)) {
                    report.add(member.name(), "was changed before it was sent");
                }
                return file; // one that is shorter is told of when its bytes are missing
            }
            located.release();
            why = located.kind() == Located.Kind.FORBIDDEN ? "may not be read" : "went away before it was read";
        } catch (IOException | RequestRefused e) {
            if (steady) {
                throw e instanceof Cut ours ? ours : cut(member.place(), "cannot be read");
            }
            why = "cannot be read";
        }
        if (steady) {
            throw cut(member.place(), why);
        }
        report.add(member.name(), why);
        return null;
    }

    /** Tells the owner that an archive ends early, and returns what ends it. */
    static IOException cut(String place, String why) {
        String name = new String(place.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        LOG.warn("Cut an archive: {} {}", LogText.escape(name), why);
        return new Cut(why);
    }

    /** Ends an archive whose bytes were promised. */
    private static final class Cut extends IOException {

        private static final long serialVersionUID = 1L;

        Cut(String why) {
            super("a file of an archive " + why);
        }
    }

    /** What lies in an image has the image's time. */
    private static boolean isAsPlanned(LocatedFile file, Member member) {
        if (file.growth().isPresent()) {
            return file.length() >= member.size(); // it has no time, and nothing in it changes
        }
        FileTime modified = file.modified();
        boolean sameTime =
                !file.mayGrow() || (modified != null && modified.toInstant().equals(member.modified()));
        return file.length() == member.size() && sameTime;
    }

    /** Returns whether there is only more of it by now, as of a log; another file in its place is another thing. */
    private static boolean isLonger(LocatedFile file, Member member) {
        boolean sameFile =
                member.identity() == 0 || file.key().map(Object::hashCode).orElse(0) == member.identity();
        return file.mayGrow() && file.length() > member.size() && sameFile;
    }
}
