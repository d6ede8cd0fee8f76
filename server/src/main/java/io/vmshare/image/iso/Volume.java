package io.vmshare.image.iso;

import io.vmshare.image.ImageFormatException;
import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.extent.ImageBytes;
import io.vmshare.image.iso.record.Bytes;
import io.vmshare.image.iso.record.DirectoryRecord;
import io.vmshare.image.iso.record.Naming;
import io.vmshare.image.iso.record.RockRidge;
import io.vmshare.image.iso.record.SystemUse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the descriptors of an image say (ECMA-119 §8). Immutable.
 *
 * @param root the record of the directory at the top
 * @param blockSize the length of a logical block, in bytes
 * @param length how many bytes the volume has, by its descriptor
 * @param naming by which names it is read
 * @param skip how many bytes there are before the Rock Ridge fields of each record but the top's own
 * @param catalogue the sector of the boot catalogue, if there is one
 */
record Volume(DirectoryRecord root, int blockSize, long length, Naming naming, int skip, OptionalLong catalogue) {

    /** The length of a sector, in bytes, whatever that of a block is. */
    static final int SECTOR = 2048;

    private static final int FIRST_SECTOR = 16;
    private static final int MAX_DESCRIPTORS = 64;
    private static final int BOOT = 0;
    private static final int PRIMARY = 1;
    private static final int SUPPLEMENTARY = 2;
    private static final int TERMINATOR = 255;

    private static final int SPACE_SIZE = 80;
    private static final int ROOT_RECORD = 156;
    /** Where the fields begin in a record of a CD-ROM XA. */
    private static final int XA_BYTES = 14;

    private static final Set<Integer> BLOCK_SIZES = Set.of(512, 1024, 2048);

    /** Reads the descriptors of {@code image}. */
    static Volume read(ImageBytes image) throws IOException {
        byte @Nullable [] primary = null;
        byte @Nullable [] joliet = null;
        OptionalLong catalogue = OptionalLong.empty();
        for (int i = 0; i < MAX_DESCRIPTORS; i++) {
            long position = (long) (FIRST_SECTOR + i) * SECTOR;
            if (!image.holds(new Extent(position, SECTOR))) {
                break;
            }
            byte[] descriptor = image.read(position, SECTOR);
            int type = Bytes.u8(descriptor, 0);
            if (!Bytes.has(descriptor, 1, "CD001") || type == TERMINATOR) {
                break;
            }
            if (type == PRIMARY && primary == null) {
                primary = descriptor;
            } else if (type == SUPPLEMENTARY && joliet == null && isJoliet(descriptor)) {
                joliet = descriptor;
            } else if (type == BOOT && catalogue.isEmpty() && Bytes.has(descriptor, 7, "EL TORITO SPECIFICATION")) {
                catalogue = OptionalLong.of(Bytes.u32(descriptor, 0x47));
            }
        }
        if (primary == null) {
            throw new ImageFormatException("no ISO 9660 image: it has no volume descriptor at byte 32768");
        }
        return choose(image, primary, joliet, catalogue);
    }

    /** By its escape sequences: UCS-2 of level 1, 2 or 3 (Joliet §2). */
    private static boolean isJoliet(byte[] descriptor) {
        return Bytes.has(descriptor, 88, "%/@") || Bytes.has(descriptor, 88, "%/C") || Bytes.has(descriptor, 88, "%/E");
    }

    private static Volume choose(ImageBytes image, byte[] primary, byte @Nullable [] joliet, OptionalLong catalogue)
            throws IOException {
        Volume plain = of(primary, Naming.PLAIN, catalogue);
        OptionalLong skip = plain.rockRidgeSkip(image);
        if (skip.isPresent()) {
            return new Volume(
                    plain.root, plain.blockSize, plain.length, Naming.ROCK_RIDGE, (int) skip.getAsLong(), catalogue);
        }
        Volume chosen = joliet == null ? plain : of(joliet, Naming.JOLIET, catalogue);
        if (!image.holds(chosen.extentOf(chosen.root))) {
            throw new ImageFormatException("damaged ISO 9660 image: its top directory lies outside it");
        }
        return chosen;
    }

    private static Volume of(byte[] descriptor, Naming naming, OptionalLong catalogue) throws ImageFormatException {
        int blockSize = Bytes.u16(descriptor, 128);
        if (!BLOCK_SIZES.contains(blockSize)) {
            throw new ImageFormatException("damaged ISO 9660 image: blocks of " + blockSize + " bytes");
        }
        DirectoryRecord root = DirectoryRecord.parse(descriptor, ROOT_RECORD, ROOT_RECORD + DirectoryRecord.MIN_LENGTH)
                .orElseThrow(() -> new ImageFormatException("damaged ISO 9660 image: it has no top directory"));
        long length = Bytes.u32(descriptor, SPACE_SIZE) * blockSize;
        return new Volume(root, blockSize, length, naming, 0, catalogue);
    }

    /** Returns how many bytes to skip, or empty if the top's own record does not announce Rock Ridge (SUSP 1.12 §5.3). */
    private OptionalLong rockRidgeSkip(ImageBytes image) throws IOException {
        Extent first = new Extent(extentOf(root).position(), Math.min(root.size(), SECTOR));
        if (!image.holds(extentOf(root)) || !image.holds(first)) {
            return OptionalLong.empty();
        }
        byte[] bytes = image.read(first.position(), (int) first.length());
        Optional<DirectoryRecord> self = DirectoryRecord.parse(bytes, 0, bytes.length);
        if (self.isEmpty()) {
            return OptionalLong.empty();
        }
        byte[] area = self.get().systemUse();
        int at = isMark(area, 0) ? 0 : XA_BYTES;
        if (!isMark(area, at)) {
            return OptionalLong.empty();
        }
        RockRidge fields =
                SystemUse.read(area, at, (block, offset, length) -> continuation(image, block, offset, length));
        return fields.announced() ? OptionalLong.of(Bytes.u8(area, at + 6)) : OptionalLong.empty();
    }

    private static boolean isMark(byte[] area, int at) {
        return Bytes.has(area, at, "SP") && at + 7 <= area.length && Bytes.has(area, at + 4, "\u00be\u00ef");
    }

    /** Returns the bytes of an area where fields go on; none if the image has them not. */
    byte[] continuation(ImageBytes image, long block, long offset, int length) throws IOException {
        long position = block * blockSize + offset;
        return image.holds(new Extent(position, length)) ? image.read(position, length) : new byte[0];
    }

    /** Returns where the bytes of {@code record} lie. */
    Extent extentOf(DirectoryRecord record) {
        return new Extent(record.block() * blockSize, record.size());
    }
}
