package io.vmshare.listing.format;

import io.vmshare.listing.ListingFormat;
import io.vmshare.path.LocatedDirectory.EntryFacts;
import io.vmshare.path.Name;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Entries for the tests of formats. */
final class Rows {

    static final FileTime TIME = FileTime.from(Instant.parse("2026-11-23T06:33:59.25Z"));

    private Rows() {}

    static EntryFacts file(long size) {
        return new EntryFacts(false, size, TIME);
    }

    static EntryFacts directory() {
        return new EntryFacts(true, 4096, TIME);
    }

    static EntryFacts link(EntryFacts to) {
        return new EntryFacts(to.directory(), to.size(), to.modified(), true);
    }

    /** Writes one entry of every kind, some of them below the directory, and says that some are missing. */
    static String everyKind(ListingFormat format) {
        StringBuilder out = new StringBuilder();
        format.begin(out);
        format.entry(out, Name.ofText("a b.txt"), file(0));
        format.entry(out, Name.ofText("disk9.qcow2"), file(5L << 30));
        format.entry(out, Name.ofText("d#"), directory());
        format.entry(out, Name.ofText("é.txt"), link(file(7)));
        format.entry(out, Name.ofText("l"), link(directory()));
        format.entry(out, Name.ofBytes("\u00FF\n<&\"'>"), file(8));
        format.entry(out, Name.ofText("unreadable"), new EntryFacts(false, -1, null));
        format.enter(List.of(Name.ofText("d#"), Name.ofText("é")));
        format.entry(out, Name.ofText("x"), file(1));
        format.incomplete(out, "some \"directories\" could not be read");
        format.end(out);
        return out.toString();
    }

    static Name name(Random random) {
        String near = "<>&\"'/ \n\r\t\0%;#?.:\\\b\f\u001b\u007f\u0085\u00e2\u0080\u00a8\u00ed\u00a0\u0080\u00f0\u009f";
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(12) + 1; i > 0; i--) {
            bytes.append(
                    random.nextBoolean() ? near.charAt(random.nextInt(near.length())) : (char) random.nextInt(0x100));
        }
        return Name.ofBytes(bytes.toString());
    }
}
