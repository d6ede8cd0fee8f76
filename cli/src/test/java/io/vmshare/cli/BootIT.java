package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the program tells of what boots from a tree. */
@Timeout(60)
class BootIT {

    @TempDir
    private Path directory;

    private Path alpine;

    @BeforeEach
    void fill() throws IOException {
        alpine = Files.createDirectory(directory.resolve("al pine"));
        for (String name : new String[] {"vmlinuz-lts", "initramfs-lts", "modloop-lts"}) {
            Files.writeString(alpine.resolve(name), name);
        }
    }

    @Test
    void boot_tree_printsTheCommands() throws Exception {
        Result result = ShareProcess.run("boot", "-n", "slirp", "-p", "8123", directory.toString());

        assertThat(result.out())
                .startsWith("The commands need the share:  java -jar share.jar --port 8123 " + directory + "\n\nAlpine")
                .contains(" -kernel '" + alpine + "/vmlinuz-lts' -initrd '" + alpine + "/initramfs-lts' ")
                .contains("modloop=http://10.0.2.2:8123/al%20pine/modloop-lts")
                .contains("bootfile=http://10.0.2.2:8123/?boot=ipxe'");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void boot_json_isOneObject() throws Exception {
        Result result = ShareProcess.with("boot", "--json").in(alpine).run();

        JsonObject object = JsonParser.object().from(result.out());
        assertThat(result.out()).hasLineCount(1);
        assertThat(object.getString("path")).isEqualTo(alpine.toRealPath().toString());
        assertThat(object.getArray("entries").getObject(0).getString("row")).isEqualTo("alpine-netboot");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void boot_nothing_isExitCode1() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(ShareProcess.run("boot", empty.toString()))
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: " + empty + ": nothing in it is known to boot or install; docs/booting.md names what"
                                + " is\n"));
        Result json = ShareProcess.run("boot", "--json", empty.toString());
        assertThat(JsonParser.object().from(json.out()).getArray("entries")).isEmpty();
        assertThat(json.exitCode()).isEqualTo(1);
    }

    @Test
    void boot_searchThatEnded_isNotSaidToBeAll() throws Exception {
        Path large = Files.createDirectory(directory.resolve("large"));
        for (int i = 0; i < 450; i++) {
            Files.createDirectory(large.resolve("d" + i));
        }

        assertThat(ShareProcess.run("boot", large.toString()).err())
                .isEqualTo("share: " + large + ": nothing that boots or installs was found before the search ended;"
                        + " name a directory further down\n");
    }

    @Test
    void boot_missingPath_isExitCode1() throws Exception {
        Path missing = directory.resolve("missing");

        assertThat(ShareProcess.run("boot", missing.toString()))
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: cannot share " + missing + ": no such file or directory; name one that exists\n"));
    }

    @Test
    void share_tree_saysWhatBootsBelowTheBanner() throws Exception {
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", directory.toString())) {
            Deadline.await("the commands", () -> share.out().contains("all ways:  "));

            assertThat(share.out())
                    .contains("\nBoot:   Alpine")
                    .contains("bootfile=http://10.0.2.2:" + share.port() + "/?boot=ipxe'\n")
                    .contains("all ways:  java -jar share.jar boot --port " + share.port() + " " + directory + "\n");
            assertThat(share.stop().err()).isEmpty();
        }
    }

    @Test
    void share_nothingToBoot_saysNothing() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", empty.toString())) {
            assertThat(share.stop().out()).doesNotContain("Boot:");
        }
    }

    @Test
    void share_json_namesWhereTheMenuIs() throws Exception {
        try (ShareProcess share = ShareProcess.serve("--json", "0", "-b", "127.0.0.1", directory.toString())) {
            Result result = share.stop();

            assertThat(result.out()).hasLineCount(1);
            JsonObject object = JsonParser.object().from(result.out());
            assertThat(object.getString("bootUrl"))
                    .isEqualTo("http://localhost:" + object.getInt("port") + "/?boot=json");
        }
    }

    @Test
    void share_brokenImage_saysWhyOnce() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.iso"), "no image");
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", broken.toString())) {
            assertThat(share.stop().err())
                    .isEqualTo("share: " + broken + " is served as a file only: no ISO 9660 image: it has no volume"
                            + " descriptor at byte 32768\n");
        }
    }
}
