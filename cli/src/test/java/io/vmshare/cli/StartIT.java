package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.fixtures.RawHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the JVM loads until a share of a plain command line has answered its first request: classes are time, and can be
 * counted on any machine. See decision 33.
 */
@Timeout(60)
class StartIT {

    /** Some 930 on JDK 17 and on 25, more or less of the banner's with them. */
    private static final int MAX_LOADED = 1100;

    /** Those of the JDK and of the engine are not ours to write otherwise. */
    private static final int MAX_LAMBDAS = 90;

    /** The first classes of the search for what boots and of the look at the firewall. */
    private static final Set<String> LATER = Set.of("io.vmshare.BootScan", "io.vmshare.cli.host.FirewallProbe");

    private static final List<String> OUTSIDE_THE_ARCHIVE = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("classes");
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.writeString(shared.resolve("a.txt"), "text");
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.add(1, "-Xlog:class+load:file=" + log + ":none");
        ShareProcess.Setup setup = ShareProcess.with("-p", "0", shared.toString());
        try (ShareProcess share = setup.command(command).serve();
                RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            assertThat(http.send("GET /a.txt HTTP/1.1\r\nHost: x\r\n\r\n")
                            .read()
                            .text())
                    .isEqualTo("text");
            for (String line : Files.readAllLines(log)) {
                if (LATER.contains(name(line))) {
                    break; // a slow machine: the rest is mixed with what waited
                }
                if (line.contains(" source: ") && !line.contains("shared objects file")) {
                    OUTSIDE_THE_ARCHIVE.add(name(line));
                }
            }
        }
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(' ')));
    }

    @Test
    void classes_outsideTheJdksArchive_areFew() {
        assertThat(OUTSIDE_THE_ARCHIVE).contains("io.vmshare.ShareServer").hasSizeLessThan(MAX_LOADED);
    }

    @Test
    void classes_madeAtRunTime_areFew() {
        assertThat(OUTSIDE_THE_ARCHIVE.stream().filter(name -> name.contains("$$Lambda")))
                .hasSizeLessThan(MAX_LAMBDAS);
        assertThat(OUTSIDE_THE_ARCHIVE).doesNotContain("java.lang.runtime.ObjectMethods");
    }

    @Test
    void management_jmxAndFlightRecorder_areAbsent() {
        assertThat(OUTSIDE_THE_ARCHIVE)
                .noneMatch(name -> name.startsWith("java.lang.management.")
                        || name.startsWith("javax.management.MBean")
                        || name.startsWith("jdk.jfr."));
    }

    @Test
    void picocli_plainCommandLine_isNotAsked() {
        assertThat(OUTSIDE_THE_ARCHIVE).doesNotContain("picocli.CommandLine", "java.lang.reflect.Proxy");
    }

    /** Whoever has no browser has no use for it. */
    @Test
    void page_andItsLibraries_areNotLoaded() {
        assertThat(OUTSIDE_THE_ARCHIVE)
                .contains("io.vmshare.listing.ListingHandler")
                .noneMatch(name -> name.startsWith("io.vmshare.listing.page.") || name.startsWith("org.commonmark."));
    }

    @Test
    void terminal_noneThere_costsNothing() {
        assertThat(OUTSIDE_THE_ARCHIVE)
                .noneMatch(name -> name.startsWith("io.vmshare.cli.live.")
                        || name.startsWith("io.vmshare.transfer.")
                        || name.startsWith("io.vmshare.qr.Qr")
                        || name.startsWith("io.nayuki."));
    }

    @Test
    void logging_configuration_isNotSearchedFor() {
        assertThat(OUTSIDE_THE_ARCHIVE)
                .contains("io.vmshare.cli.log.LogProvider")
                .doesNotContain("ch.qos.logback.classic.util.ContextInitializer");
    }
}
