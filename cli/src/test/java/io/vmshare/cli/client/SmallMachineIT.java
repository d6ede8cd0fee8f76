package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One processor and a heap of 64 MB are enough for the largest file and the largest directory. */
@Tag("client")
@Timeout(120)
class SmallMachineIT {

    private static final int ENTRIES = 100_000;
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    @TempDir
    private Path directory;

    @Test
    void smallMachine_servesFiveGibibytesAndAHundredThousandEntries() throws IOException, InterruptedException {
        Command.require("taskset", "curl", "cmp");
        Path file = directory.resolve("5g.img");
        LargeFileIT.writeFiveGibibytes(file);
        Path many = Files.createDirectory(directory.resolve("many"));
        List<String> names = IntStream.range(0, ENTRIES)
                .mapToObj(number -> "entry-" + number)
                .toList();
        for (String name : names) {
            Files.createFile(many.resolve(name));
        }

        try (ShareProgram share = ShareProgram.onSmallMachine(directory)) {
            LargeFileIT.compareWithCurl(share, file);
            Command listing =
                    Command.run(directory, Duration.ofSeconds(60), "curl", "-sS", "--fail", share.url("many/"));
            List<String> links = LINK.matcher(listing.succeeded().out())
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.equals("../"))
                    .toList();
            assertThat(links.equals(names))
                    .as("%s links, each entry once and in natural order", links.size())
                    .isTrue();
        }
    }
}
