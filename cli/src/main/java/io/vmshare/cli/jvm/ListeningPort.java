package io.vmshare.cli.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The port of another share, as its banner tells. */
final class ListeningPort {

    private static final String MARK = "http on port ";

    private ListeningPort() {}

    /** Reads the banner's first line, and in a thread of its own whatever comes behind it, so that it can be written. */
    static int readFrom(InputStream banner) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(banner, StandardCharsets.UTF_8));
        String line = lines.readLine();
        int start = line == null ? -1 : line.indexOf(MARK);
        if (line == null || start < 0) {
            throw new IOException("the share did not start: " + line);
        }
        Thread drain = new Thread(() -> drain(lines), "share-drain");
        drain.setDaemon(true);
        drain.start();
        String rest = line.substring(start + MARK.length());
        return Integer.parseInt(rest.substring(0, rest.indexOf(',')));
    }

    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(java.io.Writer.nullWriter());
        } catch (IOException e) {
            return; // it ended
        }
    }
}
