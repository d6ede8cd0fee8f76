package io.vmshare.archive.out;

import io.vmshare.archive.tree.Member;
import io.vmshare.archive.tree.Places;
import io.vmshare.archive.tree.Report;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedFile;
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

    private final Places places;
    private final Promise promise;
    private boolean lost;

    /** What a client was told of an archive beforehand. */
    public enum Promise {
        /** Nothing: what is not as it was is reported. */
        NOTHING,
        /** Its length: so is that, but without its image an archive ends, since nothing more of it can come. */
        LENGTH,
        /** Every byte: a file that is not as it was planned ends the archive. */
        BYTES
    }

    /** Creates one for members that lie in {@code places}. */
    public MemberFiles(Places places, Promise promise) {
        this.places = places;
        this.promise = promise;
    }

    /** Returns whether no file may have changed. */
    boolean isSteady() {
        return promise == Promise.BYTES;
    }

    /**
     * Opens the file of {@code member}; whoever calls this releases it.
     *
     * @return null if it is gone or may not be read, and {@code report} has taken that
     * @throws IOException if the archive cannot go on without it
     */
    @Nullable
    LocatedFile open(Member member, Report report) throws IOException {
        Located located = locate(member);
        if (located instanceof LocatedFile file) {
            return asPlanned(file, member, report);
        }
        String why = whyNot(located);
        if (isSteady() || (lost && promise == Promise.LENGTH)) {
            throw cut(member.place(), why);
        }
        report.add(member.name(), why);
        return null;
    }

    /** Returns what is there now, a file open; null if that cannot be told, or if its image is lost. */
    private @Nullable Located locate(Member member) {
        if (lost) {
            return null; // else another one would be opened for each of them
        }
        try {
            Located located = places.locate(member.place(), false);
            if (!(located instanceof LocatedFile)) {
                located.release();
                lost = places.areInAnImage() && located.kind() != Located.Kind.FORBIDDEN;
            }
            return located;
        } catch (IOException | RequestRefused e) {
            return null;
        }
    }

    private String whyNot(@Nullable Located located) {
        if (lost) {
            return "lies in an image that was changed before all of it was sent";
        }
        if (located == null) {
            return "cannot be read";
        }
        return located.kind() == Located.Kind.FORBIDDEN ? "may not be read" : "went away before it was read";
    }

    private LocatedFile asPlanned(LocatedFile file, Member member, Report report) throws IOException {
        if (isAsPlanned(file, member)) {
            return file;
        }
        if (isSteady()) {
            file.release();
            throw cut(member.place(), "was changed before it was sent");
        }
        if (file.length() >= member.size() && !isLonger(file, member)) {
            report.add(member.name(), "was changed before it was sent");
        }
        return file; // one that is shorter is told of when its bytes are missing
    }

    /** Tells the owner that an archive ends early, and returns what ends it. */
    static IOException cut(String place, String why) {
        String name = new String(place.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        LOG.warn("Cut an archive: {} {}", LogText.escape(name), why);
        return new IOException("a file of an archive " + why);
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
