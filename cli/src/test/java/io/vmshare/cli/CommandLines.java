package io.vmshare.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.HostileTree;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Command lines that start nothing, run one after another by the program in one process: each start takes most of a second. */
final class CommandLines {

    private CommandLines() {}

    /** Runs each of {@code lines}, whose words have a space between, in an empty directory. */
    static List<Result> run(List<String> lines) throws Exception {
        Path directory = Files.createTempDirectory("lines");
        Path file = Files.createTempFile("lines", "");
        try {
            Path tests = Path.of(CommandLines.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            String classes = ShareProcess.jar() + File.pathSeparator + tests;
            Files.write(file, lines);
            Result all = ShareProcess.with(file.toString())
                    .command(List.of(ShareProcess.command().get(0), "-cp", classes, CommandLines.class.getName()))
                    .in(directory)
                    .run();
            assertThat(all.err()).isEmpty();
            List<Result> results = new ArrayList<>();
            for (String line : all.out().lines().toList()) {
                String[] parts = line.split(" ", -1);
                results.add(new Result(Integer.parseInt(parts[0]), text(parts[1]), text(parts[2])));
            }
            assertThat(results).hasSameSizeAs(lines);
            return results;
        } finally {
            Files.delete(file);
            HostileTree.delete(directory);
        }
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    /** Runs the lines of a file as {@link Main} does, and prints of each the exit code and what it printed. */
    public static void main(String[] file) throws Exception {
        PrintStream results = System.out;
        for (String line : Files.readAllLines(Path.of(file[0]))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            System.setOut(new PrintStream(out, true, UTF_8));
            System.setErr(new PrintStream(err, true, UTF_8));
            int code = Main.run(line.split(" "), Map.of());
            Base64.Encoder base64 = Base64.getEncoder();
            results.println(code + " " + base64.encodeToString(out.toByteArray()) + " "
                    + base64.encodeToString(err.toByteArray()));
        }
        results.flush();
    }
}
