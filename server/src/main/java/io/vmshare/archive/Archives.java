package io.vmshare.archive;

import io.undertow.server.HttpServerExchange;
import io.vmshare.archive.out.Sums;
import io.vmshare.archive.out.TarPieces;
import io.vmshare.archive.out.ZipPieces;
import io.vmshare.archive.tree.Places;
import io.vmshare.archive.tree.Plan;
import io.vmshare.archive.tree.Report;
import io.vmshare.archive.tree.Style;
import io.vmshare.archive.tree.TreeWalk;
import io.vmshare.http.QueryString;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestTarget;
import io.vmshare.send.RepresentationWriter;
import io.vmshare.work.Presence;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Makes archives of what a request names. Thread-safe. */
final class Archives {

    private final ArchiveOptions options;
    private final RepresentationWriter writer;
    private final Mounts mounts;
    private final Predicate<HttpServerExchange> hasClosed;
    private final ArchiveRoom room;
    private final Sums sums = new Sums();

    /** Creates one that writes with {@code writer}. */
    Archives(
            ArchiveOptions options,
            RepresentationWriter writer,
            Mounts mounts,
            Predicate<HttpServerExchange> hasClosed) {
        this.options = options;
        this.writer = writer;
        this.mounts = mounts;
        this.hasClosed = hasClosed;
        this.room = new ArchiveRoom(options.maxAtOnce());
    }

    /**
     * Answers with {@code directory}, to which {@code target} led.
     *
     * @throws RequestRefused if what is asked for is malformed or is not there, or if there are too many at once
     */
    void answer(HttpServerExchange exchange, RequestTarget target, LocatedDirectory directory) throws IOException {
        QueryString query = target.pairs();
        ArchiveFormat format = formatOf(query);
        Set<Name> chosen = chosen(query.all("entry"));
        List<Name> names = target.path().segments();
        Name name = names.isEmpty() ? mounts.name() : names.get(names.size() - 1);
        Presence client = new Presence(() -> hasClosed.test(exchange));
        ArchiveRoom.Place place = room.enter(mounts.slowPlace(target.path()));
        boolean ours = false;
        try {
            Places places = new Places(mounts, target.path(), directory.image());
            ArchiveSource source = source(format, places, name, chosen, place, client);
            directory.take();
            ours = true;
            writer.write(exchange, new ArchiveRepresentation(format, name, source, directory, place));
        } finally {
            if (!ours) {
                place.close();
            }
        }
    }

    private ArchiveFormat formatOf(QueryString query) {
        return query.first("archive")
                .filter(options.formats()::contains)
                .flatMap(ArchiveFormat::of)
                .orElseThrow(
                        () -> new RequestRefused(400, "archive is one of " + String.join(", ", options.formats())));
    }

    /** A slash behind a name is what listings show of a directory. */
    private static Set<Name> chosen(List<String> entries) {
        Set<Name> chosen = new LinkedHashSet<>();
        for (String entry : entries) {
            String bytes = entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
            boolean oneName = !bytes.isEmpty() && bytes.indexOf('/') < 0 && bytes.indexOf('\0') < 0;
            if (!oneName || bytes.equals(".") || bytes.equals("..")) {
                throw new RequestRefused(400, "entry is the name of one entry of the directory");
            }
            chosen.add(Name.ofBytes(bytes));
        }
        return chosen;
    }

    private ArchiveSource source(
            ArchiveFormat format, Places places, Name name, Set<Name> chosen, ArchiveRoom.Place place, Presence client)
            throws IOException {
        if (format == ArchiveFormat.TAR_GZ) {
            return unplanned(places, name, chosen, place, true);
        }
        Style style = format == ArchiveFormat.ZIP ? Style.PORTABLE : Style.ANY_BYTES;
        Report report = new Report();
        TreeWalk walk = new TreeWalk(places, name, chosen, style, report, place, false);
        Plan plan = Plan.of(walk, format.word() + " 1 " + places.text(), report, bytes -> {
            if (client.hasLeft()) {
                throw new RequestRefused(503, "nobody waits for this archive any more");
            }
            return place.take(bytes);
        });
        long beside = format == ArchiveFormat.ZIP && plan != null ? plan.count() * ZipPieces.BYTES_PER_MEMBER : 0;
        if (plan != null && place.take(beside)) {
            return format == ArchiveFormat.ZIP
                    ? ArchiveSource.PlannedZip.of(plan, sums, places, client)
                    : new ArchiveSource.PlannedTar(plan, TarPieces.length(plan), places);
        }
        if (format == ArchiveFormat.ZIP) {
            throw new RequestRefused(503, "too many files for a zip in this memory; ask for tar");
        }
        place.giveBack();
        return unplanned(places, name, chosen, place, false);
    }

    private static ArchiveSource unplanned(
            Places places, Name name, Set<Name> chosen, ArchiveRoom.Place place, boolean gzip) throws IOException {
        Report report = new Report();
        TreeWalk walk = new TreeWalk(places, name, chosen, Style.ANY_BYTES, report, place, true);
        return new ArchiveSource.Unplanned(walk, report, places, gzip);
    }
}
