package io.vmshare.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ImageFileSystemTest {

    private final MemoryTree tree = new MemoryTree()
            .file("a.txt", "hello")
            .file("dir/b.txt", "b")
            .file("dir/inner/c.txt", "c")
            .other("device")
            .link("to-file", "a.txt")
            .link("to-dir", "dir/inner")
            .link("dir/up", "../a.txt")
            .link("dir/absolute", "/dir/b.txt")
            .link("dir/far-up", "../../../../../a.txt")
            .link("dangling", "no/such")
            .link("self", "self")
            .link("ping", "pong")
            .link("pong", "ping")
            .link("longer", "longer/x")
            .link("through", "a.txt/x")
            .link("top", "/")
            .link("chain0", "a.txt");

    private final FileSystem images = new ImageFileSystem(tree);

    private Path path(String path) {
        return images.getPath(path);
    }

    @ParameterizedTest(name = "{0} is really {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /                      | /
            ''                     | /
            .                      | /
            ..                     | /
            a.txt                  | /a.txt
            /../../a.txt           | /a.txt
            //dir//./b.txt         | /dir/b.txt
            to-file                | /a.txt
            to-dir                 | /dir/inner
            to-dir/c.txt           | /dir/inner/c.txt
            to-dir/../b.txt        | /dir/b.txt
            dir/up                 | /a.txt
            dir/absolute           | /dir/b.txt
            dir/far-up             | /a.txt
            top/top/top/dir        | /dir
            """)
    void toRealPath_linksAndDots_leadInside(String path, String real) throws IOException {
        assertThat(path(path).toRealPath()).hasToString(real);
        assertThat(path(path)).exists();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /b.txt          | java.nio.file.NoSuchFileException
            A.TXT           | java.nio.file.NoSuchFileException
            dangling        | java.nio.file.NoSuchFileException
            dir/b.txt/x     | java.nio.file.NotDirectoryException
            dir/b.txt/..    | java.nio.file.NotDirectoryException
            device/x        | java.nio.file.NotDirectoryException
            through         | java.nio.file.NotDirectoryException
            self            | java.nio.file.FileSystemLoopException
            self/x          | java.nio.file.FileSystemLoopException
            ping            | java.nio.file.FileSystemLoopException
            longer          | java.nio.file.FileSystemLoopException
            """)
    void toRealPath_nothingThere_saysWhy(String path, Class<? extends Exception> reason) {
        assertThatThrownBy(() -> path(path).toRealPath()).isExactlyInstanceOf(reason);
        assertThat(Files.exists(path(path))).isFalse();
    }

    @Test
    void toRealPath_chainOfLinks_isFollowedAsFarAsLinuxDoes() throws IOException {
        for (int i = 1; i <= 40; i++) {
            tree.link("chain" + i, "chain" + (i - 1));
        }

        assertThat(path("chain39").toRealPath()).hasToString("/a.txt");
        assertThatThrownBy(() -> path("chain40").toRealPath()).isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void toRealPath_linksThatGrow_endEarly() {
        tree.link("bomb", "top/".repeat(900) + "bomb");

        assertThatThrownBy(() -> path("bomb").toRealPath()).isInstanceOf(FileSystemLoopException.class);
        assertThat(tree.lookups()).isLessThan(3000);
    }

    @Test
    void links_notFollowed_areThemselves() throws IOException {
        assertThat(Files.isSymbolicLink(path("dir/up"))).isTrue();
        assertThat(Files.readSymbolicLink(path("dir/up"))).isEqualTo(path("../a.txt"));
        assertThat(path("dir/up").toRealPath(LinkOption.NOFOLLOW_LINKS)).hasToString("/dir/up");
        assertThat(Files.isSymbolicLink(path("a.txt"))).isFalse();
        assertThatThrownBy(() -> Files.readSymbolicLink(path("a.txt"))).isInstanceOf(NotLinkException.class);
        Set<OpenOption> noFollow = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        assertThatThrownBy(() -> Files.newByteChannel(path("to-file"), noFollow))
                .isExactlyInstanceOf(IOException.class);
        Files.newByteChannel(path("a.txt"), noFollow).close();
    }

    @Test
    void attributes_eachKind_areTheNodes() throws IOException {
        BasicFileAttributes file = Files.readAttributes(path("to-file"), BasicFileAttributes.class);

        assertThat(file.isRegularFile()).isTrue();
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.lastModifiedTime()).isEqualTo(MemoryTree.TIME);
        assertThat(file.fileKey())
                .isEqualTo(Files.readAttributes(path("a.txt"), BasicFileAttributes.class)
                        .fileKey());
        assertThat(Files.readAttributes(path("device"), BasicFileAttributes.class)
                        .isOther())
                .isTrue();
        assertThat(Files.isDirectory(path("dir"))).isTrue();
        assertThat(Files.isSameFile(path("to-file"), path("dir/up"))).isTrue();
        assertThat(Files.isSameFile(path("a.txt"), path("dir/b.txt"))).isFalse();
        assertThatThrownBy(() -> Files.readAttributes(path("a.txt"), PosixFileAttributes.class))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void attributes_byName_areThoseAsked() throws IOException {
        assertThat(Files.readAttributes(path("a.txt"), "size,isDirectory"))
                .isEqualTo(Map.of("size", 5L, "isDirectory", false));
        assertThat(Files.readAttributes(path("a.txt"), "basic:*")).hasSize(9);
        assertThatIllegalArgumentException().isThrownBy(() -> Files.readAttributes(path("a.txt"), "length"));
        assertThatThrownBy(() -> Files.readAttributes(path("a.txt"), "unix:ino"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(images.supportedFileAttributeViews()).containsExactly("basic");
        assertThat(Files.getFileAttributeView(path("a.txt"), BasicFileAttributeView.class)
                        .readAttributes()
                        .size())
                .isEqualTo(5);
    }

    @Test
    void directory_entries_areBelowThePathAsked() throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("to-dir"))) {
            assertThat(stream).containsExactly(path("to-dir/c.txt"));
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("dir"), Files::isDirectory)) {
            assertThat(stream).containsExactly(path("dir/inner"));
        }
        try (Stream<Path> walk = Files.walk(path("/dir"))) {
            assertThat(walk.map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "/dir",
                            "/dir/b.txt",
                            "/dir/inner",
                            "/dir/inner/c.txt",
                            "/dir/up",
                            "/dir/absolute",
                            "/dir/far-up");
        }
        assertThatThrownBy(() -> Files.newDirectoryStream(path("a.txt"))).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void channel_ofAFile_isTheNodesOwn() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path("to-file"))) {
            assertThat(channel).isInstanceOf(MemoryTree.OwnChannel.class);
        }
        assertThat(path("a.txt")).hasContent("hello");
        assertThatThrownBy(() -> Files.newByteChannel(path("dir"))).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("device"))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anything_thatWrites_isRefused() {
        Class<ReadOnlyFileSystemException> refused = ReadOnlyFileSystemException.class;

        assertThatThrownBy(() -> Files.write(path("a.txt"), new byte[1])).isInstanceOf(refused);
        assertThatThrownBy(() -> Files.createFile(path("new"))).isInstanceOf(refused);
        assertThatThrownBy(() -> Files.createDirectory(path("new"))).isInstanceOf(refused);
        assertThatThrownBy(() -> Files.delete(path("a.txt"))).isInstanceOf(refused);
        assertThatThrownBy(() -> Files.move(path("a.txt"), path("b"))).isInstanceOf(refused);
        assertThatThrownBy(() -> Files.setLastModifiedTime(path("a.txt"), MemoryTree.TIME))
                .isInstanceOf(refused);
        assertThat(Files.isWritable(path("a.txt"))).isFalse();
        assertThat(Files.isReadable(path("a.txt"))).isTrue();
        assertThat(images.isReadOnly()).isTrue();
    }

    @Test
    void close_twice_closesTheTreeOnce() throws IOException {
        Path file = path("a.txt");

        images.close();
        images.close();

        assertThat(tree.closes()).isEqualTo(1);
        assertThat(images.isOpen()).isFalse();
        assertThatThrownBy(() -> Files.size(file)).isInstanceOf(ClosedFileSystemException.class);
    }

    @Test
    void path_ofAnother_isNoneOfOurs() {
        assertThatThrownBy(() -> path("a").resolve(Path.of("b"))).isInstanceOf(ProviderMismatchException.class);
        assertThat(path("/a").startsWith(Path.of("/a"))).isFalse();
        assertThat(path("/a")).isNotEqualTo(new ImageFileSystem(tree).getPath("/a"));
        assertThatThrownBy(() -> path("a\0b")).isInstanceOf(InvalidPathException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.iso", "X.ISO", "a.b.Zip", ".x.iso"})
    void isImageName_itsEnding_isTaken(String name) {
        assertThat(Images.isImageName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "iso", ".iso", ".zip", "x.iso.gz", "x.iso ", "xiso", "x.is\u00f6", "x.img", "x.\u0131so"})
    void isImageName_otherName_isNone(String name) {
        assertThat(Images.isImageName(name)).isFalse();
    }
}
