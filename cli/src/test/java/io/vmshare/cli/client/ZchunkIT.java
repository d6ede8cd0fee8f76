package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * zckdl fetches the chunks of an rpm repository's metadata that it has not got yet. It asks for up to 255 ranges at
 * once, and for fewer and fewer when the answer is not {@code multipart/byteranges}.
 */
@Tag("client")
@Timeout(60)
class ZchunkIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int PACKAGES = 3000;
    private static final int TEXT_BYTES = 300;
    /** Which packages have news: every seventh, 428 of them, so that no two changed chunks touch. */
    private static final IntPredicate CHANGED = number -> number % 7 == 5;

    @TempDir
    private Path directory;

    private Path shared;
    private Path source;

    @BeforeEach
    void makeTwoVersions() throws IOException, InterruptedException {
        Command.require("zck", "zckdl");
        shared = Files.createDirectory(directory.resolve("shared"));
        source = zchunk("old", number -> false, directory);
    }

    @Test
    void zckdl_manyChangedChunks_comeInTwoAnswersOfManyParts() throws IOException, InterruptedException {
        Path fresh = zchunk("primary", CHANGED, shared);

        List<Exchange> exchanges = download(fresh);

        // Two for the head of the file, whose length is in its first bytes, and two for 428 chunks, 255 at a time.
        assertThat(exchanges).hasSize(4).allMatch(exchange -> exchange.status() == 206);
        assertThat(Exchange.bytes(exchanges))
                .as("bytes sent of a file of %s", Files.size(fresh))
                .isLessThan(Files.size(fresh) / 2);
    }

    @Test
    void zckdl_oneChangedChunk_isOneRange() throws IOException, InterruptedException {
        Path fresh = zchunk("primary", number -> number == 1234, shared);

        List<Exchange> exchanges = download(fresh);

        assertThat(exchanges).hasSize(3).allMatch(exchange -> exchange.status() == 206);
        assertThat(exchanges.get(2).bytes()).isLessThan(2 * TEXT_BYTES);
    }

    /** Fetches with the old version as the source and compares. */
    private List<Exchange> download(Path fresh) throws IOException, InterruptedException {
        Path target = Files.createDirectory(directory.resolve("target"));
        try (ShareProgram share = ShareProgram.logging(shared)) {
            Command.run(
                            target,
                            LIMIT,
                            "zckdl",
                            "--fail-no-ranges",
                            "--source",
                            source.toString(),
                            share.url(fresh.getFileName().toString()))
                    .succeeded();
            assertThat(target.resolve(fresh.getFileName())).hasSameBinaryContentAs(fresh);
            return share.stop();
        }
    }

    /** Makes metadata in the form of {@code primary.xml}, with a chunk for each package, as createrepo_c does. */
    private Path zchunk(String name, IntPredicate changed, Path target) throws IOException, InterruptedException {
        StringBuilder xml = new StringBuilder("<metadata>\n");
        byte[] text = new byte[TEXT_BYTES / 2];
        for (int number = 0; number < PACKAGES; number++) {
            new SplittableRandom(changed.test(number) ? -number : number).nextBytes(text);
            xml.append("<package>").append(HexFormat.of().formatHex(text)).append("</package>\n");
        }
        Path plain = directory.resolve(name + ".xml");
        Files.writeString(plain, xml.append("</metadata>\n"));
        Path zchunk = target.resolve(name + ".xml.zck");
        Command.run(directory, LIMIT, "zck", "-m", "-s", "<package>", "-o", zchunk.toString(), plain.toString())
                .succeeded();
        return zchunk;
    }
}
