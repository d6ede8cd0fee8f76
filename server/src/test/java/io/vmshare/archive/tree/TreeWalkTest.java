package io.vmshare.archive.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.TreeZip;
import io.vmshare.http.RequestRefused;
import io.vmshare.path.ImageState;
import io.vmshare.path.Located;
import io.vmshare.path.LocatedDirectory;
import io.vmshare.path.Mounts;
import io.vmshare.path.Name;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a walk finds while an image is replaced, and what memory it asks for. */
@Timeout(20)
class TreeWalkTest {

    private static final String CHANGED = "image.zip: lies in an image that was changed before all of it was read\n";

    @TempDir
    Path directory;

    private final Report report = new Report();

    /** Counts, and has no more than so many bytes. */
    private static final class CountedRoom implements NameRoom {

        private final long most;
        private long taken;
        private long peak;

        CountedRoom(long most) {
            this.most = most;
        }

        @Override
        public void takeNames(long bytes) {
            if (taken + bytes > most) {
                throw new RequestRefused(503, "full");
            }
            taken += bytes;
            peak = Math.max(peak, taken);
        }

        @Override
        public void giveBackNames(long bytes) {
            taken -= bytes;
        }
    }

    private Path image(String... names) throws IOException {
        TreeZip zip = TreeZip.stored();
        for (String name : names) {
            zip.with(name, new byte[0]);
        }
        return zip.writeTo(directory.resolve("image.zip"));
    }

    private static void age(Path image) throws IOException {
        Files.setLastModifiedTime(image, FileTime.from(Instant.ofEpochSecond(1)));
    }

    private Places places(String path) throws IOException {
        Mounts mounts = Mounts.of(List.of(directory), true, false, true);
        RequestPath start = RequestPath.parse(path);
        try (Located located = mounts.locate(start)) {
            Optional<ImageState> image = ((LocatedDirectory) located).image();
            return new Places(mounts, start, image);
        }
    }

    private TreeWalk walk(Places places, NameRoom room, boolean sent) throws IOException {
        return new TreeWalk(places, Name.ofText("image.zip"), Set.of(), Style.ANY_BYTES, report, room, sent);
    }

    private static List<String> rest(TreeWalk walk) throws IOException {
        List<String> names = new ArrayList<>();
        for (Member member = walk.next(); member != null; member = walk.next()) {
            names.add(member.name());
        }
        return names;
    }

    private String reported() {
        return new String(report.render(), StandardCharsets.UTF_8);
    }

    @Test
    void next_imageIsReplacedOnTheWay_endsAndReports() throws IOException {
        Path image = image("a/x", "b/y", "c/z");
        try (TreeWalk walk = walk(places("/image.zip/"), new CountedRoom(100_000), true)) {
            assertThat(walk.next()).extracting(Member::name).isEqualTo("image.zip");
            assertThat(walk.next()).extracting(Member::name).isEqualTo("image.zip/a");
            Files.delete(image);
            age(image("a/x", "b/other", "c/z"));

            assertThat(rest(walk)).containsExactly("image.zip/a/x");
            assertThat(reported()).endsWith(CHANGED);
        }
    }

    /** What was planned of an image that is gone would be promised, and cut at its first file. */
    @Test
    void next_imageIsReplacedWhilePlanned_isRefused() throws IOException {
        Path image = image("a/x", "b/y", "c/z");
        CountedRoom room = new CountedRoom(100_000);
        try (TreeWalk walk = walk(places("/image.zip/"), room, false)) {
            assertThat(walk.next()).extracting(Member::name).isEqualTo("image.zip");
            Files.delete(image);
            age(image("a/x", "b/other", "c/z"));

            assertThatThrownBy(() -> rest(walk))
                    .isInstanceOfSatisfying(
                            RequestRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(503));
        }
        assertThat(room.taken).isZero();
    }

    /** Nothing is opened after the top, whose names were read before. */
    @Test
    void next_imageIsWrittenToBeforeTheEnd_isReported() throws IOException {
        Path image = image("a", "b");
        try (TreeWalk walk = walk(places("/image.zip/"), new CountedRoom(100_000), true)) {
            age(image);

            assertThat(rest(walk)).containsExactly("image.zip", "image.zip/a", "image.zip/b");
            assertThat(reported()).endsWith(CHANGED);
        }
    }

    @Test
    void next_imageStays_hasNothingToReport() throws IOException {
        image("a/x", "b");
        try (TreeWalk walk = walk(places("/image.zip/"), new CountedRoom(100_000), true)) {
            assertThat(rest(walk)).hasSize(4);
            assertThat(report.isEmpty()).isTrue();
        }
    }

    @Test
    void locate_anImageTookTheNameOfADirectory_isMissing() throws IOException {
        Path file = Files.createDirectory(directory.resolve("image.zip")).resolve("f");
        Files.createFile(file);
        Places places = places("/image.zip/");
        try (Located located = places.locate("f", false)) {
            assertThat(located.kind()).isEqualTo(Located.Kind.FILE);
        }
        Files.delete(file);
        Files.delete(file.getParent());
        image("f");

        try (Located located = places.locate("f", false)) {
            assertThat(located.kind()).isEqualTo(Located.Kind.MISSING);
        }
    }

    @Test
    void locate_aDirectoryTookTheNameOfAnImage_isMissing() throws IOException {
        Path image = image("f");
        Places places = places("/image.zip/");
        Files.delete(image);
        Files.createFile(Files.createDirectory(image).resolve("f"));

        try (Located located = places.locate("f", false)) {
            assertThat(located.kind()).isEqualTo(Located.Kind.MISSING);
        }
    }

    private void fill(Path path, int count) throws IOException {
        Files.createDirectories(path);
        for (int i = 0; i < count; i++) {
            Files.createFile(path.resolve("n".repeat(100) + i));
        }
    }

    @Test
    void next_manyNames_areCountedWhileTheirDirectoryIsWalked() throws IOException {
        fill(directory.resolve("many"), 200);
        CountedRoom room = new CountedRoom(1_000_000);
        try (TreeWalk walk = walk(places("/"), room, false)) {
            assertThat(rest(walk)).hasSize(202);
        }

        assertThat(room.peak).isBetween(200 * (100 + 3 * 4L), 60_000L); // a byte each, and numbers, two of them to sort
        assertThat(room.taken).isZero();
    }

    @Test
    void next_noRoomForNames_isRefusedWhilePlannedAndReportedWhileSent() throws IOException {
        fill(directory.resolve("b-many"), 200);
        fill(directory.resolve("c-few"), 2);
        CountedRoom room = new CountedRoom(10_000);
        try (TreeWalk walk = walk(places("/"), room, false)) {
            assertThatThrownBy(() -> rest(walk)).isInstanceOf(RequestRefused.class);
        }
        assertThat(room.taken).isZero();

        try (TreeWalk walk = walk(places("/"), room, true)) {
            assertThat(rest(walk)).hasSize(4);
            assertThat(reported()).contains("b-many: has more entries than there is memory for now\n");
        }
        assertThat(room.taken).isZero();
    }

    @Test
    void close_onTheWay_givesBackWhatNamesTook() throws IOException {
        fill(directory.resolve("many"), 20);
        CountedRoom room = new CountedRoom(100_000);
        try (TreeWalk walk = walk(places("/"), room, true)) {
            for (int i = 0; i < 5; i++) {
                walk.next();
            }
            assertThat(room.taken).isPositive();
        }

        assertThat(room.taken).isZero();
    }

    /** Such files take a few bytes in an image. Their lengths are added up, and to a length nothing is added beyond what fits. */
    @Test
    void next_filesBeyondAnyArchive_areLeftOutAndReported() throws IOException {
        long most = 1L << 60;
        writeBombs(Files.createDirectory(directory.resolve("d")).resolve("image.zip"), Long.MAX_VALUE, most - 1, 2, 1);
        try (TreeWalk walk = walk(places("/d/image.zip/"), new CountedRoom(100_000), false)) {
            assertThat(rest(walk)).containsExactly("image.zip", "image.zip/f1", "image.zip/f3");
            assertThat(reported())
                    .contains("image.zip/f0: makes it larger than any archive\n")
                    .contains("image.zip/f2: makes it larger than any archive\n");
        }
    }

    /** Writes a zip with files called f0, f1 and so on that have these lengths, as it says, once they are unpacked (APPNOTE 6.3.10 §4.5.3). */
    private static void writeBombs(Path zip, long... lengths) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(30); // in place of local headers, which are read when a file is opened
        for (int i = 0; i < lengths.length; i++) {
            bytes.putInt(0x02014b50).putShort((short) 45).putShort((short) 45).putShort((short) 0);
            bytes.putShort((short) 12).putInt(0).putInt(0); // by bzip2
            bytes.putInt(0).putInt(-1).putShort((short) 2).putShort((short) 12); // the length is in the extra field
            bytes.putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0)
                    .putInt(0);
            bytes.put((byte) 'f').put((byte) ('0' + i));
            bytes.putShort((short) 1).putShort((short) 8).putLong(lengths[i]);
        }
        int directory = bytes.position() - 30;
        bytes.putInt(0x06054b50).putInt(0);
        bytes.putShort((short) lengths.length).putShort((short) lengths.length);
        bytes.putInt(directory).putInt(30).putShort((short) 0);
        Files.write(zip, Arrays.copyOf(bytes.array(), bytes.position()));
    }
}
