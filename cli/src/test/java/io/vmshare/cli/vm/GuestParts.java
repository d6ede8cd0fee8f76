package io.vmshare.cli.vm;

import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What test guests are made of: Debian's kernel, busybox, JRE and installer, which {@code guest-parts} downloads with apt and packs
 * once. They are kept for later runs in the directory that the system property {@code share.vmCache} names, else in
 * {@code vmshare-test} of the user's cache. Where they cannot be made, the test is skipped with the reason, or fails:
 * see {@link RequiredClient}.
 */
public final class GuestParts {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private GuestParts() {}

    /** Returns the kernel. */
    public static Path kernel() throws IOException, InterruptedException {
        return part("boot").resolve("vmlinuz");
    }

    /** Returns an initramfs without {@code /init}: busybox, and the drivers of virtio in {@code /modules}. */
    public static Path initramfs() throws IOException, InterruptedException {
        return part("boot").resolve("initramfs");
    }

    /** Returns the image of an ext4 file system that holds a JRE. It is for reading only: guests share it. */
    static Path javaDisk() throws IOException, InterruptedException {
        return part("java").resolve("disk");
    }

    /** Returns the tree of Debian's installer for network boot, which holds {@code debian-installer/amd64}. */
    public static Path debianInstaller() throws IOException, InterruptedException {
        return part("debian");
    }

    /** Returns one of the scripts that are kept as files. */
    static Path script(String name) {
        try {
            return Path.of(GuestParts.class.getResource("/vm/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // the class loader made it
        }
    }

    private static Path part(String name) throws IOException, InterruptedException {
        RequiredClient.require("bash");
        Path script = script("guest-parts");
        Path parts = cache().resolve(version(script));
        Command made = Command.run(cache(), LIMIT, "bash", script.toString(), parts.toString(), name);
        if (made.exit() != 0) {
            RequiredClient.missing("no guest: " + made.err().strip());
        }
        return parts.resolve(name);
    }

    private static Path cache() throws IOException {
        Map<String, String> environment = System.getenv();
        String home = environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir"));
        String user = environment.getOrDefault("XDG_CACHE_HOME", home + "/.cache");
        return Files.createDirectories(Path.of(System.getProperty("share.vmCache", user + "/vmshare-test")));
    }

    /** Returns a name for what this version of the script makes: another version makes it anew. */
    private static String version(Path script) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readString(script, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        return "guest-" + HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
