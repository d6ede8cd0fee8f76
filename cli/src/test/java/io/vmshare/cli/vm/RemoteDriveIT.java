package io.vmshare.cli.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess;
import io.vmshare.cli.client.Command;
import io.vmshare.cli.client.Trees;
import io.vmshare.fixtures.HostileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guest boots from a CD and from a disk that are files of a share: QEMU reads them by their URL.
 *
 * <p>The curl driver of QEMU 7.2 now and then waits for ever for an answer that it has read already, from any server. Where
 * the guest stands still it is started anew, twice at most, and only if the share has answered all that was asked of it.
 */
@Tag("vm")
@Timeout(300)
class RemoteDriveIT {

    private static final int STARTS = 3;
    private static final long STANDSTILL_SECONDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ANSWER = ".* \"(HEAD|GET) /(cd\\.iso|disk\\.qcow2) HTTP/1\\.1\" (200|206) (\\d+|-)"
            + "|share: waiting for 1 download under way; Ctrl-C again ends at once";

    @TempDir
    private Path directory;

    private Path shared;
    private Path image;
    private ShareProcess share;

    @BeforeEach
    void share() throws Exception {
        Command.require("qemu-system-x86_64", "curl");
        BootableImage.require();
        shared = Files.createDirectory(directory.resolve("shared"));
        image = shared.resolve("cd.iso");
    }

    @AfterEach
    void end() {
        if (share != null) {
            share.close();
        }
    }

    @Test
    void cd_byItsUrl_boots() throws Exception {
        BootableImage.make(image, "echo \"marker $((6 * 7))\"");
        serve();

        assertThat(boot("marker 42", "-cdrom", url("cd.iso"))).contains("ISOLINUX");
        assertThat(share.stop().err().lines())
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.matches(ANSWER))
                .anyMatch(line -> line.contains("\"HEAD /cd.iso HTTP/1.1\" 200"));
    }

    /** The guest also reads the whole disk, whose bytes are those of the image before it became qcow2. */
    @Test
    void disk_byItsUrl_bootsAndIsExact() throws Exception {
        BootableImage.make(image, "echo \"sha256 $(cat /dev/vda | sha256sum)\"");
        BootableImage.convert(image, shared.resolve("disk.qcow2"));
        String sum = Trees.sha256(image);
        serve();

        boot("sha256 " + sum, "-drive", "if=virtio,format=qcow2,snapshot=on,file=" + url("disk.qcow2"));
        assertThat(share.stop().err().lines()).hasSizeGreaterThan(20).allMatch(line -> line.matches(ANSWER));
    }

    private void serve() throws Exception {
        share = ShareProcess.with("--port", "0", "--bind", "127.0.0.1")
                .in(shared)
                .serve();
    }

    private String url(String name) {
        return URI.create("http://127.0.0.1:" + share.port() + "/")
                .resolve(name)
                .toString();
    }

    /** Returns what the guest wrote to its console up to {@code marker} at least. */
    private String boot(String marker, String... drive) throws Exception {
        for (int start = 1; start <= STARTS; start++) {
            Path own = Files.createTempDirectory("drive");
            Process qemu = start(own, drive);
            try {
                String console = awaitConsole(qemu, own, marker);
                if (console.contains(marker)) {
                    return console;
                }
                assertInnocent();
            } finally {
                qemu.destroyForcibly().onExit().join(); // it ignores SIGTERM where it hangs
                HostileTree.delete(own);
            }
        }
        throw new AssertionError("stood still " + STARTS + " times before " + marker + "; log: " + share.err());
    }

    private Process start(Path own, String... drive) throws IOException {
        List<String> words = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg,thread=multi", "-M", "q35"));
        words.addAll(List.of("-cpu", "max", "-m", "256M", "-nodefaults", "-no-user-config", "-no-reboot"));
        words.addAll(List.of("-display", "none", "-serial", "file:serial"));
        words.addAll(List.of(drive));
        return new ProcessBuilder(words)
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("out").toFile())
                .start();
    }

    /** Waits for {@code marker}, until neither the console nor the log of the share has grown for long. */
    private String awaitConsole(Process qemu, Path own, String marker) throws Exception {
        long seen = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < TimeUnit.SECONDS.toNanos(STANDSTILL_SECONDS)) {
            boolean ended = qemu.waitFor(50, TimeUnit.MILLISECONDS);
            String console = text(own.resolve("serial"));
            if (console.contains(marker)) {
                return console;
            }
            assertThat(ended)
                    .as("QEMU ended: %s%s", text(own.resolve("out")), console)
                    .isFalse();
            long now = console.length() + share.err().length();
            since = now == seen ? since : System.nanoTime();
            seen = now;
        }
        return text(own.resolve("serial"));
    }

    /** The share has answered what QEMU asked, and gives another client the same file. */
    private void assertInnocent() throws Exception {
        assertThat(share.err().lines()).isNotEmpty().allMatch(line -> line.matches(ANSWER));
        Path copy = directory.resolve("copy");
        Command.run(directory, LIMIT, "curl", "--silent", "--fail", "--output", copy.toString(), url("cd.iso"))
                .succeeded();
        assertThat(copy).hasSameBinaryContentAs(image);
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "";
    }
}
