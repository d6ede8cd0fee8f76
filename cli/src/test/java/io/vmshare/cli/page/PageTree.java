package io.vmshare.cli.page;

import io.vmshare.cli.client.Trees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;

/** A tree such as people share. */
final class PageTree {

    private static final byte[] PICTURE = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC");

    private PageTree() {}

    static void create(Path root) throws IOException {
        for (String directory : new String[] {"drivers/virtio win", "images", "seed", "notes"}) {
            Files.createDirectories(root.resolve(directory));
        }
        Trees.writeNoise(root.resolve("virtio-win.iso"), 3_000_000, 1);
        Trees.writeNoise(root.resolve("disk9.qcow2"), 70_001, 2);
        Trees.writeNoise(root.resolve("disk10.qcow2"), 5_000, 3);
        Trees.writeNoise(root.resolve("initrd.img"), 900_000, 4);
        Trees.writeNoise(root.resolve("tools.tar.gz"), 41_000, 5);
        Trees.writeNoise(root.resolve("setup.exe"), 120_000, 6);
        Files.writeString(root.resolve("install.ks"), "# kickstart\nurl --url=http://10.0.2.2:8000/os\nreboot\n");
        Files.writeString(root.resolve("boot.log"), "[    0.000000] Linux version 6.1.0\n".repeat(9000));
        Files.writeString(root.resolve("empty.txt"), "");
        Files.write(root.resolve("picture.png"), PICTURE);
        Files.write(root.resolve("tone.wav"), tone());
        Files.write(root.resolve("guide.pdf"), pdf());
        Files.writeString(
                root.resolve("vector.svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">"
                        + "<rect width=\"60\" height=\"40\" fill=\"teal\"/>"
                        + "<script>parent.ran = top.ran = window.ran = 1; alert(1)</script></svg>");
        Files.writeString(
                root.resolve("page.html"), "<script>parent.ran = top.ran = 1; alert(1)</script><h1>a page</h1>");
        Files.writeString(root.resolve("\u00FCn\u00EFc\u00F6d\u00E9 \u05E9\u05DC\u05D5\u05DD.txt"), "text");
        Files.writeString(root.resolve("README.md"), """
                # Images for the lab

                Boot a guest from [the driver disc](virtio-win.iso), or install with [install.ks](install.ks):

                    qemu-system-x86_64 -m 2G -cdrom http://10.0.2.2:8000/virtio-win.iso

                - `disk9.qcow2` is the *golden* image
                - see [the notes](notes/) and [the project](https://example.org/)

                ![a picture](picture.png) ![one from elsewhere](http://example.org/x.png)
                """);
        int day = 1;
        for (String name : new String[] {
            "virtio-win.iso",
            "disk9.qcow2",
            "disk10.qcow2",
            "initrd.img",
            "tools.tar.gz",
            "setup.exe",
            "install.ks",
            "boot.log",
            "empty.txt",
            "picture.png",
            "tone.wav",
            "guide.pdf",
            "vector.svg",
            "page.html",
            "README.md",
            "\u00FCn\u00EFc\u00F6d\u00E9 \u05E9\u05DC\u05D5\u05DD.txt",
            "drivers",
            "images",
            "seed",
            "notes"
        }) {
            Instant time = Instant.parse(String.format("2026-11-%02dT20:34:56Z", day++));
            Files.setLastModifiedTime(root.resolve(name), FileTime.from(time));
        }
    }

    /** A tenth of a second of a tone. */
    private static byte[] tone() {
        int samples = 800;
        ByteBuffer wave = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
        wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wave.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
        wave.putShort((short) 1).putShort((short) 8);
        wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        for (int i = 0; i < samples; i++) {
            wave.put((byte) (128 + 90 * Math.sin(i * 0.35)));
        }
        return wave.array();
    }

    /** One page with a line of text. */
    private static byte[] pdf() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = "BT /F1 24 Tf 40 100 Td (A guide) Tj ET";
        String[] objects = {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length " + text.length() + ">>stream\n" + text + "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        };
        out.writeBytes("%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append(String.format("%010d 00000 n \n", out.size()));
            out.writeBytes(((i + 1) + " 0 obj" + objects[i] + "endobj\n").getBytes(StandardCharsets.US_ASCII));
        }
        String end = table + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + out.size() + "\n%%EOF\n";
        out.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
