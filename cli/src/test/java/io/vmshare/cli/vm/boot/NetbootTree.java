package io.vmshare.cli.vm.boot;

import io.vmshare.cli.client.Command;
import io.vmshare.cli.vm.GuestParts;
import io.vmshare.cli.vm.Initramfs;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A tree laid out as Debian's installer for network boot is, whose system is ours: it prints its command line, fetches
 * what {@code preseed/url=} in it names, prints that, and powers off. It writes to the serial port whatever the console is.
 */
final class NetbootTree {

    static final String KERNEL = "debian-installer/amd64/linux";
    static final String INITRD = "debian-installer/amd64/initrd.gz";
    static final String PRESEED = "preseed.cfg";

    /** The title of the entry that starts it with its preseed, and its key in iPXE's menu. */
    static final String ENTRY = "Debian installer \\(x86_64\\), preseed\\.cfg";

    static final String KEY = "2";
    private static final String ANSWER = "# an answer file";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String RUN = """
            exec >/dev/ttyS0 2>&1
            echo "netboot: $(cat /proc/cmdline)"
            [ ! -f /image.squashfs ] || echo "placed: $(cat /image.squashfs)"
            url=$(sed -n 's/.*preseed\\/url=\\([^ ]*\\).*/\\1/p' /proc/cmdline)
            [ -z "$url" ] || echo "preseed: $(wget -q -O - "$url")"
            """;

    private NetbootTree() {}

    /** Makes the tree in {@code tree}, which is there; {@code work} takes what it is made of. */
    static void write(Path tree, Path work) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(tree.resolve(KERNEL).getParent());
        Files.copy(GuestParts.kernel(), directory.resolve("linux"));
        Path initramfs = Initramfs.in(work).file("run", RUN).pack();
        try (OutputStream out = new Fast(Files.newOutputStream(tree.resolve(INITRD)))) {
            Files.copy(initramfs, out);
        }
        Files.writeString(tree.resolve(PRESEED), ANSWER + "\n");
    }

    /** Turns the tree that {@link #write} made into one as Gentoo's is, which has a file put into the initial file system. */
    static void placeFile(Path tree, String content) throws IOException {
        Files.move(tree.resolve(KERNEL), tree.resolve("vmlinuz"));
        Files.move(tree.resolve(INITRD), tree.resolve("initrd"));
        Files.writeString(tree.resolve("image.squashfs"), content + "\n");
    }

    /** Returns the guest's command line, once it has printed that, and what it fetched is the answer file. */
    static String awaitAnswer(NetbootGuest guest, Duration patience) throws IOException, InterruptedException {
        String line = guest.awaitSerial("netboot: (.*)\\R", patience).group(1);
        guest.awaitSerial("preseed: " + ANSWER + "$", patience);
        return line;
    }

    /** Packs {@code tree} as an image with Rock Ridge and Joliet. */
    static void pack(Path tree, Path image) throws IOException, InterruptedException {
        RequiredClient.require("xorriso");
        Command.run(
                        tree.getParent(),
                        LIMIT,
                        "xorriso",
                        "-as",
                        "mkisofs",
                        "-quiet",
                        "-R",
                        "-J",
                        "-o",
                        image.toString(),
                        tree.toString())
                .succeeded();
    }

    /** Deflates with as little work as it can: the guest's work is what counts. */
    private static final class Fast extends GZIPOutputStream {

        Fast(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
