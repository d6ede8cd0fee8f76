package io.vmshare;

import io.vmshare.fixtures.ReadArchive;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Asks for archives, each by a connection of its own, and takes them apart. */
final class ArchiveRace extends Race {

    private final List<String> formats;

    /** Prepares one that asks for {@code formats} in turn. */
    ArchiveRace(
            RaceScenario scenario,
            Path directory,
            int port,
            String inside,
            String outside,
            Duration duration,
            String... formats) {
        super(scenario, directory, port, inside, outside, duration);
        this.formats = List.of(formats);
    }

    @Override
    void askOn() throws IOException {
        for (int i = 0; !isOver(); i++) {
            String format = formats.get(i % formats.size());
            String range = i % 7 == 0 ? "Range: bytes=0-99999\r\n" : "";
            byte[] answer;
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write(("GET /?archive=" + format + " HTTP/1.0\r\n" + range + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                answer = socket.getInputStream().readAllBytes();
            }
            check(format, answer, !range.isEmpty());
        }
    }

    private void check(String format, byte[] answer, boolean part) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        if (text.contains(outside)) {
            find(format + ": " + outside);
        } else if (part || text.startsWith("HTTP/1.0 404")) {
            count(false); // a part of what changes is cut; the root is gone
        } else if (!text.startsWith("HTTP/1.0 200")) {
            find(format + ": " + text.substring(0, Math.min(body, text.length())));
        } else {
            try {
                check(ReadArchive.of(Arrays.copyOfRange(answer, body, answer.length), format));
            } catch (IOException | RuntimeException e) {
                find(format + " is none: " + e);
            }
        }
    }

    private void check(ReadArchive archive) {
        long files = 0;
        for (var entry : archive.entries().entrySet()) {
            String content = new String(entry.getValue().content(), StandardCharsets.ISO_8859_1);
            boolean report = entry.getKey().endsWith("/ERRORS.txt");
            if (entry.getKey().contains(outside) || content.contains(outside)) {
                find(entry.getKey() + ": " + outside);
            } else if (entry.getValue().type() == '0' && !report) {
                files++;
                if (!content.equals(inside)) {
                    find(entry.getKey() + " is not its content, but " + content.length() + " bytes");
                }
            }
        }
        count(files > 0);
    }
}
