package io.vmshare.cli.vm;

import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An image that a BIOS boots from, as a CD and as a disk: ISOLINUX, the kernel of all test guests, and an initramfs that
 * runs one script and powers off.
 */
public final class BootableImage {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Path ISOLINUX = Path.of("/usr/lib/ISOLINUX");
    private static final Path MODULES = Path.of("/usr/lib/syslinux/modules/bios");

    private static final String CONFIG = """
            serial 0 115200
            default guest
            prompt 0
            label guest
              kernel /boot/vmlinuz
              append initrd=/boot/initramfs console=ttyS0 panic=-1 tsc=reliable no_timer_check mitigations=off
            """;

    private BootableImage() {}

    /** Skips the test when what makes images is missing, or fails it: see {@link RequiredClient}. */
    public static void require() {
        Command.require("xorriso", "qemu-img");
        for (Path file : new Path[] {ISOLINUX.resolve("isolinux.bin"), MODULES.resolve("ldlinux.c32")}) {
            if (!Files.exists(file)) {
                RequiredClient.missing(file + " is not installed");
            }
        }
    }

    /**
     * Makes one.
     *
     * @param image the file to be made
     * @param script what the guest runs with busybox's shell
     */
    public static void make(Path image, String script) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(image.getParent(), "image");
        Path tree = Files.createDirectory(directory.resolve("cd"));
        Path boot = Files.createDirectory(tree.resolve("boot"));
        Path loader = Files.createDirectory(tree.resolve("isolinux"));
        Files.copy(ISOLINUX.resolve("isolinux.bin"), loader.resolve("isolinux.bin"));
        Files.copy(MODULES.resolve("ldlinux.c32"), loader.resolve("ldlinux.c32"));
        Files.writeString(loader.resolve("isolinux.cfg"), CONFIG);
        Files.copy(GuestParts.kernel(), boot.resolve("vmlinuz"));
        Files.move(Initramfs.in(directory).file("run", script).pack(), boot.resolve("initramfs"));
        String[] make = {
            "xorriso",
            "-as",
            "mkisofs",
            "-quiet",
            "-R",
            "-J",
            "-o",
            image.toString(),
            "-isohybrid-mbr",
            ISOLINUX.resolve("isohdpfx.bin").toString(),
            "-b",
            "isolinux/isolinux.bin",
            "-c",
            "isolinux/boot.cat",
            "-no-emul-boot",
            "-boot-load-size",
            "4",
            "-boot-info-table",
            tree.toString()
        };
        Command.run(directory, LIMIT, make).succeeded();
    }

    /** Converts an image to qcow2. */
    static void convert(Path image, Path qcow2) throws IOException, InterruptedException {
        Command.run(image.getParent(), LIMIT, "qemu-img", "convert", "-O", "qcow2", image.toString(), qcow2.toString())
                .succeeded();
    }
}
