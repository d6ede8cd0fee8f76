package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RequiredClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roots on mounts: read-only, unreadable, unmounted under way. Each test makes its own mount namespace. */
@Timeout(120)
class MountIT {

    private static final String AS_USER = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";

    private Path directory;
    private Path mount;

    @BeforeEach
    void makeDirectoryThatOthersMayRead() throws Exception {
        for (String tool : List.of("unshare", "nsenter", "setpriv", "mount", "umount")) {
            RequiredClient.require(tool);
        }
        String probe = "mount -t tmpfs none /mnt";
        if (new ProcessBuilder("unshare", "-m", "sh", "-c", probe).start().waitFor() != 0) {
            RequiredClient.missing("not allowed to mount in a namespace; run the tests as root");
        }
        directory = Files.createTempDirectory("share-it").toRealPath();
        mount = Files.createDirectory(directory.resolve("mount"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(ShareProcess.jar(), directory.resolve("share.jar"));
        Files.setPosixFilePermissions(directory.resolve("share.jar"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    @AfterEach
    void deleteDirectory() throws Exception {
        if (directory != null) {
            HostileTree.delete(directory);
        }
    }

    @Test
    void readOnlyMount_isServedAsAnyOther() throws Exception {
        String script = "mount -t tmpfs none mount; echo content > mount/file; ln -s file mount/link;"
                + " ln -s ../share.jar mount/out; mount -o remount,ro mount; exec \"$@\"";
        try (ShareProcess share = in(script).serve()) {
            assertThat(get(share, "/file").text()).isEqualTo("content\n");
            assertThat(get(share, "/file").field("ETag")).isPresent();
            assertThat(get(share, "/link").text()).isEqualTo("content\n");
            assertThat(get(share, "/out").status()).isEqualTo(404);
            assertThat(get(share, "/").text()).contains("href=\"file\"").doesNotContain("href=\"out\"");
        }
    }

    @Test
    void unreadableMount_cannotStart() throws Exception {
        Result result = in("mount -t tmpfs -o mode=700 none mount; " + AS_USER).run();

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: cannot share " + mount + ": permission denied; run as a user who may read it\n"));
    }

    @Test
    void mountThatBecomesUnreadable_isForbiddenUntilItCanBeRead() throws Exception {
        String script = "mount -t tmpfs -o mode=755 none mount; echo content > mount/file; " + AS_USER;
        try (ShareProcess share = in(script).serve()) {
            assertThat(get(share, "/file").status()).isEqualTo(200);

            within(share, "mount -o remount,mode=700 mount; chmod 700 mount");
            assertThat(get(share, "/file").status()).isEqualTo(403);
            assertThat(get(share, "/").status()).isEqualTo(403);

            within(share, "chmod 755 mount");
            assertThat(get(share, "/file").text()).isEqualTo("content\n");
        }
    }

    @Test
    void mountThatIsUnmountedAndMountedAgain_isGoneAndBack() throws Exception {
        String script = "mount -t tmpfs none mount; echo content > mount/file; exec \"$@\"";
        try (ShareProcess share = in(script).serve()) {
            assertThat(get(share, "/file").text()).isEqualTo("content\n");

            // No download may keep it busy; the search for what boots may, for a moment after the start.
            within(share, "for i in 1 2 3 4 5 6 7 8 9; do umount mount && exit 0; sleep 0.5; done; exit 1");
            assertThat(get(share, "/file").status()).isEqualTo(404);
            assertThat(get(share, "/").status()).isEqualTo(200); // the mount point is an empty directory

            within(share, "rmdir mount");
            assertThat(get(share, "/file").status()).isEqualTo(404);
            assertThat(get(share, "/").status()).isEqualTo(404);
            share.awaitErr(mount + " is gone; everything in it is 404 until it is back");

            within(share, "mkdir mount; mount -t tmpfs none mount; echo again > mount/file");
            assertThat(get(share, "/file").text()).isEqualTo("again\n");
            share.awaitErr(mount + " is back");
        }
    }

    /** Without the right to search it, a directory can be listed but nothing in it can be opened, not even looked at. */
    @Test
    void directoryThatMayNotBeSearched_isForbiddenInside() throws Exception {
        String script = "mount -t tmpfs -o mode=755 none mount; mkdir -m 744 mount/closed; echo x > mount/closed/file;"
                + " mkdir -m 711 mount/blind; echo seen > mount/blind/file; " + AS_USER;
        try (ShareProcess share = in(script).serve()) {
            assertThat(get(share, "/closed/file").status()).isEqualTo(403);
            assertThat(get(share, "/closed/nothing").status()).isEqualTo(403);
            assertThat(get(share, "/closed/").status()).isIn(200, 403);
            assertThat(get(share, "/blind/").status()).isEqualTo(403);
            assertThat(get(share, "/blind/file").status()).isEqualTo(403);
            assertThat(get(share, "/").text()).contains("href=\"closed/\"", "href=\"blind/\"");
        }
    }

    private ShareProcess.Setup in(String script) {
        List<String> command = ShareProcess.command();
        return ShareProcess.with("--port", "0", "--bind", "127.0.0.1", mount.toString())
                .command(List.of(
                        command.get(0),
                        command.get(1),
                        directory.resolve("share.jar").toString()))
                .in(directory)
                .through("unshare", "-m", "sh", "-ec", script, "sh");
    }

    private void within(ShareProcess share, String script) throws Exception {
        Process process = new ProcessBuilder(
                        "nsenter",
                        "-t",
                        Long.toString(share.pid()),
                        "-m",
                        "sh",
                        "-ec",
                        "cd " + directory + "; " + script)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static RawHttp.Response get(ShareProcess share, String path) throws Exception {
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        }
    }
}
