package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.fixtures.TreeZip;
import io.vmshare.http.RequestRefused;
import io.vmshare.image.ImageRoom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageWalkTest {

    @TempDir
    Path directory;

    private ImageWalk walk = new ImageWalk(true);
    private ImageWalk.Place place = names -> Optional.empty();

    @BeforeEach
    void share() throws IOException {
        ShareRoot root = ShareRoot.of(directory, new NamePolicy(true, false), false);
        place = names -> Optional.of(root.locate(names));
        Path inner = TreeZip.stored()
                .with("deep.txt", "deep".getBytes(StandardCharsets.UTF_8))
                .writeTo(directory.resolve("inner.zip"));
        TreeZip.stored()
                .with("a.zip", Files.readAllBytes(inner))
                .with("b.zip", Files.readAllBytes(inner))
                .writeTo(directory.resolve("outer.zip"));
    }

    private Located locate(String path) throws IOException {
        List<Name> names = Stream.of(path.split("/")).map(Name::ofText).toList();
        return walk.locate(place, names, path.endsWith("/")).orElseThrow();
    }

    @Test
    void locate_imageInAnImage_isOpenOnceForAllWhoReadIt() throws IOException {
        Located first = locate("outer.zip/a.zip/deep.txt");
        Located second = locate("outer.zip/a.zip/deep.txt");
        assertThat(walk.openImages()).isEqualTo(2);
        Located other = locate("outer.zip/b.zip/");
        assertThat(walk.openImages()).isEqualTo(3);

        first.close();
        assertThat(text((LocatedFile) second)).isEqualTo("deep");
        second.close();
        assertThat(walk.openImages()).isEqualTo(2);
        other.close();
        assertThat(walk.openImages()).isZero();
    }

    @Test
    void locate_fileWithTwoNames_isReadAsEachOfThemSays() throws IOException {
        Files.createLink(directory.resolve("inner.iso"), directory.resolve("inner.zip"));

        try (Located zip = locate("inner.zip/");
                Located iso = locate("inner.iso/")) {
            assertThat(zip.kind()).isEqualTo(Located.Kind.DIRECTORY);
            assertThat(iso.kind()).isEqualTo(Located.Kind.MISSING);
        }
        assertThat(walk.openImages()).isZero();
    }

    @Test
    void locate_onAFileSystemWithoutFileKeys_isOpenOnceForAllWhoReadIt() throws IOException {
        try (FileSystem other = FileSystems.newFileSystem(directory.resolve("outer.zip"))) {
            ShareRoot root = ShareRoot.of(other.getPath("/"), new NamePolicy(true, false), false);
            place = names -> Optional.of(root.locate(names));

            try (Located first = locate("a.zip/deep.txt");
                    Located second = locate("a.zip/");
                    Located different = locate("b.zip/")) {
                assertThat(List.of(first.kind(), second.kind(), different.kind()))
                        .containsExactly(Located.Kind.FILE, Located.Kind.DIRECTORY, Located.Kind.DIRECTORY);
                assertThat(walk.openImages()).isEqualTo(2);
            }
        }
        assertThat(walk.openImages()).isZero();
    }

    @Test
    void locate_moreThanThereIsMemoryFor_is503UntilOthersAreDone() throws IOException {
        ImageRoom room = new ImageRoom(70_000);
        walk = new ImageWalk(true, room);
        TreeZip.deflated().with("a", new byte[5000]).writeTo(directory.resolve("packed.zip"));

        Located first = locate("packed.zip/a");
        Located second = locate("packed.zip/a");
        assertThatThrownBy(() -> locate("packed.zip/a"))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(503));
        first.close();
        locate("packed.zip/a").close();
        second.close();

        assertThat(room.bytes()).isZero();
        assertThat(walk.openImages()).isZero();
    }

    @Test
    void locate_treeLargerThanTheMemory_is503AndTakesNone() throws IOException {
        ImageRoom room = new ImageRoom(5_000);
        walk = new ImageWalk(true, room);
        TreeZip many = TreeZip.stored();
        for (int i = 0; i < 30; i++) {
            many.with(i + ".txt", new byte[0]);
        }
        many.writeTo(directory.resolve("many.zip"));

        assertThatThrownBy(() -> locate("many.zip/")).isInstanceOf(RequestRefused.class);
        assertThat(room.bytes()).isZero();
        assertThat(walk.openImages()).isZero();
        locate("inner.zip/deep.txt").close();
        assertThat(room.bytes()).isZero();
    }

    private static String text(LocatedFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.length());
        while (bytes.hasRemaining() && file.channel().read(bytes) >= 0) {}
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }
}
