package io.vmshare.cli;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program that shares what is piped into it, and what is asked of it. */
final class PipedShare {

    private PipedShare() {}

    /** Returns one that a script feeds, which is in {@code directory} and keeps temporary files in {@code temporary}. */
    static ShareProcess.Setup setup(Path directory, Path temporary, String script, String... arguments) {
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        List<String> all = new ArrayList<>(List.of("0", "-b", "127.0.0.1", "--access-log", "none"));
        all.addAll(List.of(arguments));
        return ShareProcess.with(all.toArray(new String[0]))
                .command(command)
                .in(directory)
                .through("bash", "-c", script, "bash");
    }

    static Response ask(ShareProcess share, String method, String target, String... fields) throws IOException {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    static Response get(ShareProcess share, String target, String... fields) throws IOException {
        return ask(share, "GET", target, fields);
    }

    static String state(ShareProcess share, String target) throws IOException {
        return ask(share, "HEAD", target).field("Share-Input").orElse("none");
    }

    static void awaitLength(ShareProcess share, String target, long length) throws Exception {
        Deadline.await(
                target + " has " + length + " bytes",
                () -> ask(share, "HEAD", target).field("Content-Length").equals(Optional.of("" + length)));
    }
}
