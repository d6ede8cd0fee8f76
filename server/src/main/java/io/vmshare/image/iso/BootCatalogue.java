package io.vmshare.image.iso;

import io.vmshare.image.ImageNode;
import io.vmshare.image.iso.BootImage.Emulation;
import io.vmshare.image.iso.BootImage.Platform;
import io.vmshare.image.iso.IsoEntry.Place;
import io.vmshare.image.iso.extent.Extent;
import io.vmshare.image.iso.extent.ImageBytes;
import io.vmshare.image.iso.record.Bytes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Reads the boot catalogue (El Torito 1.0 §2) and finds out how long each boot image is. Not thread-safe. */
final class BootCatalogue {

    private static final int ENTRY = 32;

    /** A catalogue takes one sector, or few. */
    private static final int MAX_SECTORS = 4;

    private static final int MAX_IMAGES = 32;

    /** In how many directories the files are searched for. */
    private static final int MAX_DIRECTORIES = 512;

    /** How many entries are looked at. */
    private static final int MAX_ENTRIES = 100_000;

    private static final int BLOCK = 512;
    private static final int BOOTABLE = 0x88;
    private static final int NOT_BOOTABLE = 0x00;
    private static final int SECTION = 0x90;
    private static final int LAST_SECTION = 0x91;
    private static final int EXTENSION = 0x44;

    private final IsoImage iso;
    private final ImageBytes image;
    /** Those found, each as long as the catalogue says. */
    private final List<BootImage> found = new ArrayList<>();

    private BootCatalogue(IsoImage iso) {
        this.iso = iso;
        this.image = iso.bytes();
    }

    /** Returns the boot images of {@code image}; those that begin outside of it are left out. */
    static List<BootImage> read(IsoImage image) throws IOException {
        BootCatalogue catalogue = new BootCatalogue(image);
        if (image.volume().catalogue().isPresent()) {
            catalogue.entries(image.volume().catalogue().getAsLong() * Volume.SECTOR);
        }
        Map<Long, Long> files = catalogue.found.isEmpty() ? Map.of() : catalogue.files();
        List<BootImage> images = new ArrayList<>();
        for (BootImage boot : catalogue.found) {
            images.add(catalogue.measured(boot, files));
        }
        return List.copyOf(images);
    }

    private void entries(long position) throws IOException {
        if (!image.holds(new Extent(position, 2 * ENTRY))) {
            return;
        }
        int length = (int) Math.min((long) MAX_SECTORS * Volume.SECTOR, image.size() - position);
        byte[] bytes = image.read(position, length);
        if (bytes[0] != 1 || !Bytes.has(bytes, 30, "U\u00aa")) {
            return;
        }
        Platform platform = Platform.of(Bytes.u8(bytes, 1));
        entry(bytes, ENTRY, platform);
        int left = 0;
        for (int at = 2 * ENTRY; at + ENTRY <= length; at += ENTRY) {
            int mark = Bytes.u8(bytes, at);
            if (left > 0 && mark != EXTENSION) {
                entry(bytes, at, platform);
                left--;
            } else if (mark == SECTION || mark == LAST_SECTION) {
                platform = Platform.of(Bytes.u8(bytes, at + 1));
                left = Bytes.u16(bytes, at + 2);
            } else if (mark != EXTENSION) {
                return;
            }
        }
    }

    private void entry(byte[] bytes, int at, Platform platform) {
        int mark = Bytes.u8(bytes, at);
        long block = Bytes.u32(bytes, at + 8);
        long position = block * Volume.SECTOR;
        if ((mark != BOOTABLE && mark != NOT_BOOTABLE) || block == 0 || position >= image.size()) {
            return;
        }
        if (found.size() < MAX_IMAGES) {
            long count = Bytes.u16(bytes, at + 6);
            Emulation emulation = Emulation.of(Bytes.u8(bytes, at + 1));
            found.add(new BootImage(platform, emulation, mark == BOOTABLE, position, count * BLOCK));
        }
    }

    /** Returns how long the files are that begin where a boot image does, by their position. */
    private Map<Long, Long> files() throws IOException {
        Map<Long, Long> lengths = new HashMap<>();
        Queue<IsoDirectory> ahead = new ArrayDeque<>(List.of(IsoDirectory.top(iso)));
        int seen = 0;
        for (int directories = 0; directories < MAX_DIRECTORIES && !ahead.isEmpty(); directories++) {
            for (ImageNode node : ahead.remove().children()) {
                if (node instanceof IsoDirectory directory && ahead.size() < MAX_DIRECTORIES) {
                    ahead.add(directory);
                } else if (node.kind() == ImageNode.Kind.FILE && node.key() instanceof Place place) {
                    note(place.position(), node.size(), lengths);
                }
                seen++;
            }
            if (seen > MAX_ENTRIES || lengths.size() == positions()) {
                break;
            }
        }
        return lengths;
    }

    private long positions() {
        return found.stream().map(BootImage::position).distinct().count();
    }

    private void note(long position, long length, Map<Long, Long> lengths) {
        if (length > 0 && found.stream().anyMatch(boot -> boot.position() == position)) {
            lengths.putIfAbsent(position, length);
        }
    }

    private BootImage measured(BootImage boot, Map<Long, Long> files) throws IOException {
        long listed = files.getOrDefault(boot.position(), 0L);
        long length;
        if (listed > 0) {
            length = listed;
        } else if (boot.emulation().length() > 0) {
            length = boot.emulation().length();
        } else {
            length = boot.platform() == Platform.EFI ? Math.max(boot.length(), fatLength(boot)) : boot.length();
        }
        long inside = Math.min(length, image.size() - boot.position());
        return new BootImage(boot.platform(), boot.emulation(), boot.bootable(), boot.position(), inside);
    }

    /**
     * Returns how long the FAT file system is that an EFI system partition has, by its BIOS parameter block (FAT
     * specification 1.03 §3.1); 0 if there is none that is sound.
     */
    private long fatLength(BootImage boot) throws IOException {
        if (!image.holds(new Extent(boot.position(), BLOCK))) {
            return 0;
        }
        byte[] sector = image.read(boot.position(), BLOCK);
        int bytesPerSector = Bytes.u16(sector, 11);
        int few = Bytes.u16(sector, 19);
        long sectors = few != 0 ? few : Bytes.u32(sector, 32);
        boolean sound = Bytes.has(sector, 510, "U\u00aa")
                && bytesPerSector >= BLOCK
                && bytesPerSector <= 4096
                && Integer.bitCount(bytesPerSector) == 1;
        long length = sound ? sectors * bytesPerSector : 0;
        return image.holds(new Extent(boot.position(), length)) ? length : 0;
    }
}
