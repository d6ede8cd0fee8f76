package io.vmshare.image.iso;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.extent.ImageBytes;
import io.vmshare.image.iso.record.DirectoryRecord;
import io.vmshare.image.iso.record.RecordName;
import io.vmshare.image.iso.record.RockRidge;
import io.vmshare.image.iso.record.SystemUse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a directory in their order, a few sectors at a time. What cannot be parsed is skipped to the next
 * sector, where records begin anew. Not thread-safe.
 */
final class DirectoryReader {

    /** What is read of a directory at most, in bytes, and of fields that go on outside of it. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    /** How many records are read of a directory at most: a listing has their names in memory. */
    static final int MAX_RECORDS = 50_000;

    /** No file has more parts: each may have 4 GiB. */
    private static final int MAX_PARTS = 4096;

    /** What the reading of an area costs at least, in bytes. */
    private static final int AREA_COST = 256;

    /**
     * An entry.
     *
     * @param offset where it begins in its directory
     * @param name its name
     * @param record its first record
     * @param fields the Rock Ridge fields of that
     * @param extents where its bytes lie; empty if they lie in no plain way
     */
    record Entry(long offset, String name, DirectoryRecord record, RockRidge fields, List<Extent> extents) {}

    private final ImageBytes image;
    private final Volume volume;
    private final Extent directory;
    private final int chunk;
    private byte[] bytes = new byte[0];
    private long start;
    private long at;
    private long areaBytes;
    private int records;

    /**
     * Creates one.
     *
     * @param directory where it lies, all of it in the image
     * @param offset where to begin
     * @param sectors how many are read at once
     */
    DirectoryReader(ImageBytes image, Volume volume, Extent directory, long offset, int sectors)
            throws ImageFormatException {
        if (directory.length() > MAX_BYTES) {
            throw new ImageFormatException(
                    "a directory of " + directory.length() + " bytes: no more than " + MAX_BYTES + " are read of any");
        }
        this.image = image;
        this.volume = volume;
        this.directory = directory;
        this.at = offset;
        this.chunk = sectors * Volume.SECTOR;
    }

    /** Returns the first record, which is the directory's own. */
    Optional<DirectoryRecord> self() throws IOException {
        return Optional.ofNullable(nextRecord()).filter(DirectoryRecord::isSelfOrParent);
    }

    /** Returns the Rock Ridge fields of {@code record}. */
    RockRidge fieldsOf(DirectoryRecord record) throws IOException {
        return switch (volume.naming()) {
            case ROCK_RIDGE -> SystemUse.read(record.systemUse(), volume.skip(), this::area);
            case JOLIET, PLAIN -> RockRidge.NONE;
        };
    }

    /** Returns the next entry whose name can be used, or null behind the last one. */
    @Nullable
    Entry next() throws IOException {
        while (true) {
            DirectoryRecord record = nextRecord();
            if (record == null) {
                return null;
            }
            long offset = at - record.length();
            List<Extent> extents = record.isSelfOrParent() ? List.of() : parts(record);
            if (record.isSelfOrParent() || record.isAssociated()) {
                continue;
            }
            RockRidge fields = fieldsOf(record);
            String name = volume.naming().nameOf(record, fields);
            if (RecordName.isUsable(name) && !fields.relocated()) {
                return new Entry(offset, name, record, fields, extents);
            }
        }
    }

    /** Takes the records of the same file behind {@code first}, too (ECMA-119 §6.5.1). */
    private List<Extent> parts(DirectoryRecord first) throws IOException {
        List<Extent> extents = new ArrayList<>();
        boolean plain = true;
        DirectoryRecord record = first;
        while (true) {
            plain &= !record.isInterleaved() && extents.size() < MAX_PARTS;
            if (plain) {
                extents.add(volume.extentOf(record));
            }
            if (!record.isContinued()) {
                return plain ? extents : List.of();
            }
            record = nextRecord();
            if (record == null) {
                return List.of();
            }
        }
    }

    private @Nullable DirectoryRecord nextRecord() throws IOException {
        while (at < directory.length()) {
            long sectorEnd = Math.min((at / Volume.SECTOR + 1) * Volume.SECTOR, directory.length());
            load();
            Optional<DirectoryRecord> record =
                    DirectoryRecord.parse(bytes, (int) (at - start), (int) (sectorEnd - start));
            if (record.isPresent()) {
                if (++records > MAX_RECORDS) {
                    throw new ImageFormatException("a directory of more than " + MAX_RECORDS + " entries");
                }
                at += record.get().length();
                return record.get();
            }
            at = sectorEnd;
        }
        return null;
    }

    private void load() throws IOException {
        if (at < start || at >= start + bytes.length) {
            start = at / Volume.SECTOR * Volume.SECTOR;
            bytes = image.read(directory.position() + start, (int) Math.min(chunk, directory.length() - start));
        }
    }

    private byte[] area(long block, long offset, int length) throws IOException {
        areaBytes += Math.max(length, AREA_COST);
        if (areaBytes > MAX_BYTES) {
            throw new ImageFormatException("a directory whose fields take more than " + MAX_BYTES + " bytes elsewhere");
        }
        return volume.continuation(image, block, offset, length);
    }
}
