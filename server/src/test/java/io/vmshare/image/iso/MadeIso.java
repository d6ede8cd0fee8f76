package io.vmshare.image.iso;

import io.vmshare.fixtures.RequiredClient;
import io.vmshare.image.ImageRoom;
import io.vmshare.image.Images;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** An image that a program has made, opened. Not thread-safe. */
final class MadeIso implements AutoCloseable {

    private final FileChannel channel;
    private final FileSystem fileSystem;

    private MadeIso(FileChannel channel, FileSystem fileSystem) {
        this.channel = channel;
        this.fileSystem = fileSystem;
    }

    /** Runs {@code command} (a program, which must be installed, and its words) to make {@code image}, and opens that. */
    static MadeIso by(String command, Path image, Path... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        line.set(0, RequiredClient.require(line.get(0)).toString());
        line.addAll(List.of("-o", image.toString()));
        for (Path word : words) {
            line.add(word.toString());
        }
        Path log = image.resolveSibling(image.getFileName() + ".log");
        Process process = new ProcessBuilder(line)
                .directory(image.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(line + ": " + Files.readString(log));
        }
        return open(image);
    }

    static MadeIso open(Path image) throws IOException {
        FileChannel channel = FileChannel.open(image, StandardOpenOption.READ);
        return new MadeIso(channel, Images.open(String.valueOf(image.getFileName()), channel, new ImageRoom()));
    }

    FileChannel channel() {
        return channel;
    }

    Path root() {
        return fileSystem.getPath("/");
    }

    Path path(String path) {
        return fileSystem.getPath(path);
    }

    /** Returns what lies below {@code root}, a line for each relative path. Links are told of and not followed. */
    static Map<String, String> describe(Path root, boolean times) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                lines.put(root.relativize(path).toString(), describeOne(path, times));
            }
        }
        return lines;
    }

    private static String describeOne(Path path, boolean times) throws IOException {
        String time = times
                ? " "
                        + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                                .to(TimeUnit.SECONDS)
                : "";
        if (Files.isSymbolicLink(path)) {
            return "link " + Files.readSymbolicLink(path) + time;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return "directory" + time;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return "other" + time;
        }
        byte[] bytes = Files.readAllBytes(path);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return "file " + Files.size(path) + " " + bytes.length + " " + sum.getValue() + time;
    }

    @Override
    public void close() throws IOException {
        fileSystem.close();
        channel.close();
    }
}
