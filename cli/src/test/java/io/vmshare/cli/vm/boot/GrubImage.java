package io.vmshare.cli.vm.boot;

import io.vmshare.cli.client.Command;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** GRUB as one EFI program with what it takes to boot over HTTP, as a distribution's image for network boot is. */
final class GrubImage {

    private static final Path MODULES = Path.of("/usr/lib/grub/x86_64-efi");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private GrubImage() {}

    /**
     * Writes one that asks for an address, which the firmware's HTTP boot does not hand on to it, and goes on with what it
     * finds at {@code config}. Its terminal is the firmware's, which has the serial port: both would read from it.
     *
     * @param image where it goes
     * @param server what GRUB calls the share, such as {@code http,10.0.2.2:8000}
     * @param config path and query of the configuration, beginning with a slash
     */
    static void write(Path image, String server, String config) throws IOException, InterruptedException {
        RequiredClient.require("grub-mkimage");
        if (!Files.isDirectory(MODULES)) {
            RequiredClient.missing(MODULES + " is not installed (package grub-efi-amd64-bin)");
        }
        Path early = Files.createTempFile("early", ".cfg");
        try {
            Files.writeString(early, """
                    net_bootp
                    configfile (%s)%s
                    """.formatted(server, config));
            List<String> words = new ArrayList<>(List.of("grub-mkimage", "-O", "x86_64-efi", "-d", MODULES.toString()));
            words.addAll(List.of("-o", image.toString(), "-p", "(" + server + ")/grub", "-c", early.toString()));
            words.addAll(List.of("efinet", "http", "normal", "configfile", "linux", "chain", "echo"));
            words.addAll(List.of("test", "true", "minicmd"));
            Command.run(image.getParent(), LIMIT, words.toArray(String[]::new)).succeeded();
        } finally {
            Files.delete(early);
        }
    }
}
