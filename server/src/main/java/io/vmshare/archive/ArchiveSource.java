package io.vmshare.archive;

import io.undertow.connector.ByteBufferPool;
import io.vmshare.archive.out.GzipBody;
import io.vmshare.archive.out.MemberFiles;
import io.vmshare.archive.out.MemberFiles.Promise;
import io.vmshare.archive.out.PlainBody;
import io.vmshare.archive.out.Sums;
import io.vmshare.archive.out.TarPieces;
import io.vmshare.archive.out.ZipPieces;
import io.vmshare.archive.tree.Places;
import io.vmshare.archive.tree.Plan;
import io.vmshare.archive.tree.Report;
import io.vmshare.archive.tree.TreeWalk;
import io.vmshare.http.ByteRange;
import io.vmshare.http.Validators;
import io.vmshare.send.Body;
import io.vmshare.send.Representation;
import io.vmshare.work.Presence;
import java.io.Closeable;
import java.io.IOException;

/** What an archive is made from: a plan of all members, or a walk that finds them as they are sent. */
interface ArchiveSource extends Closeable {

    /** Returns the length, or {@link Representation#UNKNOWN}. */
    long length();

    /** Returns the validators: there are some if the length is known. */
    Validators validators();

    /** Returns all of it. */
    Body body(ByteBufferPool pool) throws IOException;

    /** Returns a part of it, if the length is known. */
    Body body(ByteBufferPool pool, ByteRange part) throws IOException;

    @Override
    default void close() throws IOException {}

    /** A tar archive of {@code walk}, compressed or not, without a length. */
    record Unplanned(TreeWalk walk, Report report, Places places, boolean gzip) implements ArchiveSource {

        @Override
        public long length() {
            return Representation.UNKNOWN;
        }

        @Override
        public Validators validators() {
            return Validators.NONE;
        }

        @Override
        public Body body(ByteBufferPool pool) {
            MemberFiles files = new MemberFiles(places, Promise.NOTHING);
            TarPieces pieces = TarPieces.unplanned(walk, files, report, walk.reportName(), walk.modified());
            return gzip ? new GzipBody(pieces, pool) : new PlainBody(pieces, pool, false);
        }

        @Override
        public Body body(ByteBufferPool pool, ByteRange part) {
            throw new UnsupportedOperationException("an archive without a plan has no ranges");
        }

        @Override
        public void close() throws IOException {
            walk.close();
        }
    }

    /**
     * A tar archive of {@code plan}. What goes wrong with a file in all of it is told at its end; a part of it is cut, and so is
     * one whose image was changed.
     */
    record PlannedTar(Plan plan, long length, Places places) implements ArchiveSource {

        @Override
        public Validators validators() {
            return new Validators(plan.tag(), null);
        }

        @Override
        public Body body(ByteBufferPool pool) {
            return new PlainBody(pieces(Promise.LENGTH, 0, length), pool, true);
        }

        @Override
        public Body body(ByteBufferPool pool, ByteRange part) {
            return new PlainBody(pieces(Promise.BYTES, part.first(), part.last() + 1), pool, true);
        }

        private TarPieces pieces(Promise promise, long first, long end) {
            return TarPieces.planned(plan, new MemberFiles(places, promise), length, first, end);
        }
    }

    /** A zip archive of {@code plan}. If its length is known, it is cut when something goes wrong. */
    record PlannedZip(Plan plan, long length, Sums.OfArchive sums, Places places, Presence client)
            implements ArchiveSource {

        /** Returns that of {@code plan}. */
        static PlannedZip of(Plan plan, Sums sums, Places places, Presence client) throws IOException {
            Sums.OfArchive own = sums.of(plan.tag().opaque(), plan.count());
            long length = ZipPieces.length(plan, new MemberFiles(places, Promise.BYTES), own);
            return new PlannedZip(plan, length < 0 ? Representation.UNKNOWN : length, own, places, client);
        }

        @Override
        public Validators validators() {
            return length == Representation.UNKNOWN ? Validators.NONE : new Validators(plan.tag(), null);
        }

        @Override
        public Body body(ByteBufferPool pool) {
            boolean known = length != Representation.UNKNOWN;
            Promise promise = known ? Promise.BYTES : Promise.NOTHING;
            return new PlainBody(pieces(promise, 0, known ? length : Long.MAX_VALUE), pool, false);
        }

        @Override
        public Body body(ByteBufferPool pool, ByteRange part) {
            return new PlainBody(pieces(Promise.BYTES, part.first(), part.last() + 1), pool, true);
        }

        private ZipPieces pieces(Promise promise, long first, long end) {
            return new ZipPieces(plan, new MemberFiles(places, promise), sums, first, end, client);
        }
    }
}
