package io.vmshare.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** QEMU opens a shared disk image by its URL and reads what is in it. */
@Tag("client")
@Timeout(60)
class DiskImageIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @BeforeEach
    void requireQemu() {
        Command.require("qemu-img");
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "qcow2"})
    void qemuImg_url_isTheImage(String format) throws IOException, InterruptedException {
        Path content = directory.resolve("content");
        Trees.writeNoise(content, 8 * Trees.MIB, 8);
        Path image = directory.resolve("disk." + format);
        Command.run(directory, LIMIT, "qemu-img", "convert", "-O", format, content.toString(), image.toString())
                .succeeded();

        try (ShareProgram share = ShareProgram.of(directory)) {
            String url = share.url("disk." + format);
            Command info =
                    Command.run(directory, LIMIT, "qemu-img", "info", url).succeeded();
            assertThat(info.out())
                    .contains("file format: " + format)
                    .contains("virtual size: 8 MiB (" + 8 * Trees.MIB + " bytes)");
            Command compared =
                    Command.run(directory, LIMIT, "qemu-img", "compare", "-F", "raw", url, content.toString());
            assertThat(compared.succeeded().out()).contains("Images are identical");
        }
    }
}
