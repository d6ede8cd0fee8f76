package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmshare.path.LocatedDirectory.EntryFacts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a failing open means: that there is nothing, that it must not be read, or that the disk is at fault. */
@Timeout(30)
class FailingShareRootTest {

    @TempDir
    Path root;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectory(root.resolve("dir"));
        Files.writeString(root.resolve("file"), "file");
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nothing"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("file"));
    }

    private Located locate(IOException failure, String path) throws IOException {
        ShareRoot failing = new ShareRoot(root, new NamePolicy(true, false)) {
            @Override
            Located open(List<Name> names, boolean links) throws IOException {
                throw failure;
            }
        };
        return failing.locate(RequestPath.parse(path).segments());
    }

    @Test
    void locate_exceptionWithAMeaning_isAnAnswer() throws IOException {
        assertThat(locate(new NoSuchFileException("x"), "/file")).isSameAs(Located.MISSING);
        assertThat(locate(new NotDirectoryException("x"), "/file")).isSameAs(Located.MISSING);
        assertThat(locate(new FileSystemLoopException("x"), "/file")).isSameAs(Located.MISSING);
        assertThat(locate(new AccessDeniedException("x"), "/file")).isSameAs(Located.FORBIDDEN);
    }

    @Test
    void locate_exceptionForANameThatLeadsNowhere_isMissing() throws IOException {
        IOException failure = new IOException("device failed");
        for (String path : List.of("/" + "n".repeat(256), "/file/x", "/dangling", "/dangling/x")) {
            assertThat(locate(failure, path)).as(path).isSameAs(Located.MISSING);
        }
        assertThat(locate(failure, pathOfLength(4096))).isSameAs(Located.MISSING);
    }

    @Test
    void locate_exceptionForAnyOtherName_isThrown() {
        IOException failure = new IOException("device failed");
        for (String path : List.of("/", "/file", "/dir/x", "/link", "/" + "n".repeat(255), pathOfLength(4095))) {
            assertThatThrownBy(() -> locate(failure, path)).as(path).isSameAs(failure);
        }
    }

    /** Returns a request path that makes one of {@code length} bytes of the root's. */
    private String pathOfLength(int length) {
        int left = length - root.toString().length();
        List<String> names = new ArrayList<>();
        for (; left > 201; left -= 101) {
            names.add("n".repeat(100));
        }
        names.add("n".repeat(left - 1));
        return "/" + String.join("/", names);
    }

    @Test
    void isLink_exception_isThatOfAnOpenWithoutFollowing() {
        assertThat(ShareRoot.isLink(new IOException("NOFOLLOW_LINKS specified")))
                .isTrue();
        assertThat(ShareRoot.isLink(new FileSystemException("a", null, "unable to access attributes of symbolic link")))
                .isTrue();
        assertThat(ShareRoot.isLink(new FileSystemException("a", null, "Too many open files")))
                .isFalse();
        assertThat(ShareRoot.isLink(new FileSystemException("a"))).isFalse();
        assertThat(ShareRoot.isLink(new NoSuchFileException("attributes of symbolic link")))
                .isFalse();
        assertThat(ShareRoot.isLink(new DirectoryNotEmptyException("a"))).isFalse();
    }

    @Test
    void facts_rootThatCannotBeAsked_areUnknown() throws IOException {
        Path parent = Files.createDirectory(root.resolve("parent"));
        Path shared = Files.createDirectory(parent.resolve("shared"));
        ShareRoot share = Fence.REAL_PATH.at(shared);
        assertThat(share.facts().map(EntryFacts::directory)).contains(true);

        Files.delete(shared);
        assertThat(share.facts()).isEmpty();
        Files.delete(parent);
        Files.createSymbolicLink(parent, Path.of("parent")); // a circle
        assertThat(share.facts()).contains(EntryFacts.UNKNOWN);
    }
}
