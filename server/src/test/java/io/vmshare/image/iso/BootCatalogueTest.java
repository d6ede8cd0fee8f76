package io.vmshare.image.iso;

import static io.vmshare.image.iso.IsoBuilder.DIRECTORY;
import static io.vmshare.image.iso.IsoBuilder.FILE;
import static io.vmshare.image.iso.IsoBuilder.SECTOR;
import static io.vmshare.image.iso.IsoBuilder.TOP;
import static io.vmshare.image.iso.IsoBuilder.ascii;
import static io.vmshare.image.iso.IsoBuilder.dots;
import static io.vmshare.image.iso.IsoBuilder.join;
import static io.vmshare.image.iso.IsoBuilder.little;
import static io.vmshare.image.iso.IsoBuilder.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.image.ImageNode;
import io.vmshare.image.iso.BootImage.Emulation;
import io.vmshare.image.iso.BootImage.Platform;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BootCatalogueTest {

    private static final int CATALOGUE = 21;
    private static final int SECTORS = 2000;

    private static final byte[] BIOS = validation(0);

    private static byte[] validation(int platform) {
        byte[] entry = Arrays.copyOf(new byte[] {1, (byte) platform}, 32);
        entry[30] = 0x55;
        entry[31] = (byte) 0xAA;
        return entry;
    }

    private static byte[] entry(int mark, int emulation, int count, int sector) {
        byte[] head = {(byte) mark, (byte) emulation, 0, 0, 0, 0, (byte) count, (byte) (count >> 8)};
        return Arrays.copyOf(join(head, little(sector)), 32);
    }

    private static byte[] section(int mark, int platform, int entries) {
        return Arrays.copyOf(new byte[] {(byte) mark, (byte) platform, (byte) entries, (byte) (entries >> 8)}, 32);
    }

    private static byte[] extension() {
        return Arrays.copyOf(new byte[] {0x44}, 32);
    }

    private static IsoBuilder image(byte[]... catalogue) {
        return new IsoBuilder(SECTORS)
                .boot(CATALOGUE)
                .records(TOP, dots(TOP, TOP), record("SUB", 22, SECTOR, DIRECTORY))
                .records(22, dots(22, TOP), record("LOADER.BIN;1", 30, 5000, FILE))
                .records(CATALOGUE, catalogue);
    }

    private static List<BootImage> read(IsoBuilder image) throws IOException {
        CountingChannel channel = new CountingChannel(image.bytes());
        channel.allow(1000);
        return IsoTree.open(channel).bootImages();
    }

    private static BootImage only(byte[] entry) throws IOException {
        return read(image(BIOS, entry)).get(0);
    }

    @Test
    void images_ofSections_areInOrder() throws IOException {
        IsoBuilder image = image(
                BIOS,
                entry(0x88, 0, 4, 40),
                section(0x90, 0xEF, 1),
                entry(0x88, 0, 8, 50),
                section(0x91, 2, 2),
                entry(0x00, 0, 1, 60),
                extension(),
                entry(0x88, 4, 2, 70));

        assertThat(read(image))
                .containsExactly(
                        new BootImage(Platform.BIOS, Emulation.NONE, true, 40 * SECTOR, 4 * 512),
                        new BootImage(Platform.EFI, Emulation.NONE, true, 50 * SECTOR, 8 * 512),
                        new BootImage(Platform.MAC, Emulation.NONE, false, 60 * SECTOR, 512),
                        new BootImage(Platform.MAC, Emulation.HARD_DISK, true, 70 * SECTOR, 1024));
    }

    @Test
    void length_ofAListedFile_isTheFiles() throws IOException {
        assertThat(only(entry(0x88, 0, 4, 30)).length()).isEqualTo(5000);
    }

    @Test
    void length_ofAFloppy_isItsDrives() throws IOException {
        assertThat(only(entry(0x88, 1, 1, 40)).length()).isEqualTo(1_228_800);
        assertThat(only(entry(0x88, 2, 1, 40)).length()).isEqualTo(1_474_560);
        assertThat(only(entry(0x88, 3, 1, 40)).length()).isEqualTo(2_949_120);
        assertThat(only(entry(0x88, 3, 1, SECTORS - 1)).length()).isEqualTo(SECTOR);
    }

    @Test
    void length_ofAnEfiPartition_isItsFileSystems() throws IOException {
        byte[] fat = new byte[512];
        fat[12] = 2; // 512 bytes a sector
        fat[19] = 100;
        fat[510] = 0x55;
        fat[511] = (byte) 0xAA;
        IsoBuilder image = image(validation(0xEF), entry(0x88, 0, 1, 40)).put(40 * SECTOR, fat);

        assertThat(read(image).get(0).length()).isEqualTo(100 * 512);

        byte[] tooLong = fat.clone();
        tooLong[19] = 0;
        tooLong[35] = 1;
        assertThat(read(image.put(40 * SECTOR, tooLong)).get(0).length()).isEqualTo(512);
    }

    @Test
    void catalogue_thatIsNone_hasNoImages() throws IOException {
        byte[] entry = entry(0x88, 0, 4, 40);

        assertThat(read(image(entry, entry))).isEmpty();
        assertThat(read(image(BIOS, entry(0x12, 0, 4, 40)))).isEmpty();
        assertThat(read(image(BIOS, entry(0x88, 0, 4, SECTORS)))).isEmpty();
        assertThat(read(image(BIOS, entry(0x88, 0, 4, -1)))).isEmpty();
        assertThat(read(new IsoBuilder(30).boot(-1).records(TOP, dots(TOP, TOP))))
                .isEmpty();
        assertThat(read(new IsoBuilder(30).records(TOP, dots(TOP, TOP)))).isEmpty();
    }

    @Test
    void catalogue_ofSectionsWithoutEnd_ends() throws IOException {
        IsoBuilder image = new IsoBuilder(SECTORS).boot(CATALOGUE).records(TOP, dots(TOP, TOP));
        image.records(CATALOGUE, BIOS, entry(0x88, 0, 4, 40), section(0x90, 0, 65_535));
        for (int i = 3; i < 4 * SECTOR / 32; i++) {
            image.put(CATALOGUE * SECTOR + i * 32, entry(0x88, 0, 4, 40 + i));
        }

        assertThat(read(image)).hasSize(32);
    }

    @Test
    void directory_ofBootImages_isFoundAndNotListed() throws IOException {
        IsoBuilder image = image(BIOS, entry(0x88, 0, 4, 40), section(0x91, 0xEF, 1), entry(0x88, 0, 8, 50))
                .put(40 * SECTOR, ascii("bios"));
        ImageNode top = IsoTree.open(new CountingChannel(image.bytes())).root();

        assertThat(top.names()).containsExactly("sub");
        ImageNode boot = top.child("[BOOT]").orElseThrow();
        assertThat(boot.names()).containsExactly("1-bios.img", "2-efi.img");
        assertThat(boot.child("1-bios.img").orElseThrow().size()).isEqualTo(2048);
        assertThat(boot.child("3-efi.img")).isEmpty();
        assertThat(top.child("[boot]")).isEmpty();
    }

    @Test
    void directory_thatTheImageHas_wins() throws IOException {
        IsoBuilder image =
                image(BIOS, entry(0x88, 0, 4, 40)).records(TOP, dots(TOP, TOP), record("[BOOT]", 30, 7, FILE));

        assertThat(IsoTree.open(new CountingChannel(image.bytes()))
                        .root()
                        .child("[BOOT]")
                        .orElseThrow()
                        .size())
                .isEqualTo(7);
    }
}
