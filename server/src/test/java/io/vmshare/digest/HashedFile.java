package io.vmshare.digest;

import io.vmshare.fixtures.Deadline;
import io.vmshare.path.LocatedFile;
import io.vmshare.path.Mounts;
import io.vmshare.path.RequestPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A shared directory with a file in it whose digests are made. */
final class HashedFile {

    private final Path root;
    private final Path path;
    private final Mounts mounts;

    HashedFile(Path directory) throws IOException {
        root = directory.toRealPath();
        path = root.resolve("file");
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        Files.write(path, content);
        mounts = Mounts.of(List.of(root), true, false, true);
    }

    Path root() {
        return root;
    }

    Path path() {
        return path;
    }

    /** Waits until a file, such as itself, is old enough for its times to tell it from any other. */
    void awaitSettled(String target) throws Exception {
        Deadline.await(target + " is settled", () -> {
            try (LocatedFile located = locate(target)) {
                return located.version().isPresent();
            }
        });
    }

    LocatedFile locate(String target) throws IOException {
        return (LocatedFile) mounts.locate(RequestPath.parse(target));
    }

    FileSource source() throws IOException {
        return new FileSource(locate("/file"));
    }

    /** Returns its SHA-256 as it is now. */
    String expected() throws IOException {
        return HexFormat.of().formatHex(Algorithm.SHA_256.begin().digest(Files.readAllBytes(path)));
    }

    static String hex(Optional<byte[]> digest) {
        return digest.map(HexFormat.of()::formatHex).orElse("none");
    }
}
