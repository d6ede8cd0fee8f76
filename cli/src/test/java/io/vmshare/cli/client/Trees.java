package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Making and comparing trees of files. Names are taken as bytes, whatever the JVM's locale is. */
public final class Trees {

    public static final long MIB = 1024 * 1024;

    private static final Pattern PART = Pattern.compile("%[0-9A-Fa-f]{2}|.", Pattern.DOTALL);

    private Trees() {}

    /** Returns a path below {@code root} as a URL has it: relative, percent-encoded, of raw bytes. */
    public static String encoded(Path root, Path path) {
        String base = root.toUri().getRawPath();
        return path.toUri().getRawPath().substring(base.length());
    }

    /** Returns the bytes of a path's last name. */
    static byte[] name(Path path) {
        String encoded = path.toUri().getRawPath().replaceFirst("/$", "");
        return decoded(encoded.substring(encoded.lastIndexOf('/') + 1));
    }

    /** Returns all of these bytes percent-encoded. */
    static String encoded(byte[] bytes) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : bytes) {
            encoded.append(String.format("%%%02X", value));
        }
        return encoded.toString();
    }

    /** Returns the bytes that a percent-encoded text of single bytes stands for; a % that encodes nothing stays. */
    static byte[] decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher parts = PART.matcher(encoded);
        while (parts.find()) {
            String part = parts.group();
            bytes.write(part.length() == 3 ? Integer.parseInt(part.substring(1), 16) : part.charAt(0));
        }
        return bytes.toByteArray();
    }

    /** Writes a file of this length whose bytes do not compress and are the same for the same seed. */
    public static void writeNoise(Path file, long length, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] block = new byte[(int) MIB];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = length; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
    }

    /** Returns the SHA-256 of a file's content in hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Writes a file of this length that is a hole, but for a mark at each of the positions. */
    static void writeSparse(Path file, long length, long... positions) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.allocate(1), length - 1);
            for (long position : positions) {
                channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, ~position), position);
            }
        }
    }

    /** Returns every file and directory below {@code root}, parents first. */
    public static List<Path> below(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root)).toList();
        }
    }

    /** Fails unless both trees have the same names and the same bytes. */
    public static void assertSame(Path expected, Path actual) throws IOException, InterruptedException {
        Command diff = Command.run(
                expected,
                Duration.ofSeconds(60),
                "diff",
                "-rq",
                "--no-dereference",
                expected.toString(),
                actual.toString());
        assertThat(diff.out() + diff.err()).as("differences of the trees").isEmpty();
        assertThat(diff.exit()).isZero();
    }
}
