package io.vmshare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmshare.fixtures.Asker;
import io.vmshare.fixtures.RequiredClient;
import io.vmshare.fixtures.ShareExtension;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links of every kind, hard ones too, and what is no file. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SpecialFileHttpTest {

    @RegisterExtension
    final ShareExtension share = ShareExtension.of();

    /** Linux follows forty links on the way to a file, and no more (path_resolution(7)). */
    @Test
    void get_chainOfFortyLinks_isFollowedAndALongerOneIsMissing() throws IOException {
        Files.writeString(share.root().resolve("link-0"), "content");
        for (int i = 1; i <= 60; i++) {
            Files.createSymbolicLink(share.root().resolve("link-" + i), Path.of("link-" + (i - 1)));
        }
        assertStatus("/link-40", 200);
        assertThat(Files.exists(share.root().resolve("link-41"))).isFalse();
        assertStatus("/link-41", 404);
        assertStatus("/link-60", 404);
    }

    @Test
    void get_circleOfLinks_isMissing() throws IOException {
        Files.createSymbolicLink(share.root().resolve("self"), Path.of("self"));
        Files.createSymbolicLink(share.root().resolve("one"), Path.of("two"));
        Files.createSymbolicLink(share.root().resolve("two"), Path.of("./one"));
        Files.createSymbolicLink(
                Files.createDirectory(share.root().resolve("dir")).resolve("up"), Path.of(".."));
        Files.writeString(share.root().resolve("file"), "content");

        assertStatus("/self", 404);
        assertStatus("/self/", 404);
        assertStatus("/one", 404);
        assertStatus("/two/file", 404);
        assertStatus("/dir/up" + "/dir/up".repeat(15) + "/file", 200);
    }

    /** What the kernel makes of these is another file than they say. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/proc/self/root",
                "/proc/self/cwd",
                "/proc/self/exe",
                "/proc/self/fd",
                "/proc/thread-self/root",
                "/dev/fd",
                "/dev/fd/0",
                "/dev/stdin",
                "/dev/null"
            })
    void get_linkToWhatTheKernelMakes_isMissing(String target) throws IOException {
        Files.createSymbolicLink(share.root().resolve("link"), Path.of(target));
        for (String path : new String[] {"/link", "/link/", "/link/etc/passwd", "/link/0"}) {
            assertStatus(path, 404);
        }
        try (Asker asker = Asker.of(share.port())) {
            assertThat(asker.get("/").text()).doesNotContain("href=\"link");
        }
    }

    /** A link out and back in: where it ends is what counts. */
    @Test
    void get_linkThroughProcBackInside_isFollowed() throws IOException {
        Files.writeString(share.root().resolve("file"), "content");
        Files.createSymbolicLink(share.root().resolve("link"), Path.of("/proc/self/root" + share.root() + "/file"));
        assertStatus("/link", 200);
        Files.createSymbolicLink(
                share.root().resolve("back"), Path.of("../" + share.root().getFileName() + "/file"));
        assertStatus("/back", 200);
    }

    /** A hard link is the file itself: who may make one in the share decides what is in it. */
    @Test
    void get_hardLink_isTheFile() throws IOException {
        Path beside = Files.writeString(share.root().resolveSibling("beside"), "linked");
        Files.createLink(share.root().resolve("hard"), beside);
        try (Asker asker = Asker.of(share.port())) {
            assertThat(asker.get("/hard").text()).isEqualTo("linked");
            assertThat(asker.get("/").text()).contains("href=\"hard\"");
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({"c, 1, 5", "c, 1, 3", "b, 7, 99"})
    void get_device_isForbiddenAtOnceAndNotListed(String type, String major, String minor) throws Exception {
        RequiredClient.require("mknod");
        Path device = share.root().resolve("device");
        int exitCode = new ProcessBuilder("mknod", device.toString(), type, major, minor)
                .start()
                .waitFor();
        assumeTrue(exitCode == 0, "not allowed to make a device; run the tests as root");

        assertStatus("/device", 403);
        assertStatus("/device/x", 404);
        try (Asker asker = Asker.of(share.port())) {
            assertThat(asker.get("/").text()).doesNotContain("href=\"device");
        }
    }

    @Test
    void get_socket_isForbiddenAtOnceAndNotListed() throws IOException {
        Path shortPath = Files.createTempDirectory("s");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(shortPath.resolve("s")));
            Files.move(shortPath.resolve("s"), share.root().resolve("socket"));
            Files.createSymbolicLink(share.root().resolve("to-socket"), Path.of("socket"));

            assertStatus("/socket", 403);
            assertStatus("/to-socket", 403);
        } finally {
            Files.delete(shortPath);
        }
    }

    @Test
    void get_symlinkedDirectoryOnTheWay_isFencedAtItsTarget() throws IOException {
        Path outside = Files.createDirectories(share.root().resolveSibling("outside/deep"));
        Files.writeString(outside.resolve("file"), "never served");
        Files.writeString(
                Files.createDirectories(share.root().resolve("inside/deep")).resolve("file"), "content");
        Files.createSymbolicLink(share.root().resolve("in"), Path.of("inside"));
        Files.createSymbolicLink(share.root().resolve("out"), Path.of("../outside"));
        Files.createSymbolicLink(share.root().resolve("inside/out"), outside);

        assertStatus("/in/deep/file", 200);
        assertStatus("/in/out/file", 404);
        assertStatus("/out/deep/file", 404);
        assertStatus("/out/deep/", 404);
        assertStatus("/out/nothing", 404);
    }

    private void assertStatus(String path, int status) throws IOException {
        try (Asker asker = Asker.of(share.port())) {
            var response = asker.get(path);
            assertThat(response.status()).as(path).isEqualTo(status);
            assertThat(response.text()).as(path).doesNotContain("never served", "root:");
            assertThat(status == 200).as(path).isEqualTo(response.text().equals("content"));
        }
    }
}
