package io.vmshare.cli;

import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.Fifo;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RawHttp.Response;
import io.vmshare.fixtures.RequiredClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests have of programs that share what a script pipes into them: their directories, and what is asked of them. */
abstract class PipedShare {

    /** A script that has the program read from {@link #fifo}. */
    static final String FROM_FIFO = "exec \"$@\" < fifo";

    /** Where the program is started. */
    @TempDir
    Path directory;

    /** Where it keeps what it reads. */
    Path temporary;

    @BeforeEach
    void makeTemporaryDirectory() throws IOException {
        RequiredClient.require("bash");
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    /** Creates the pipe of {@link #FROM_FIFO}; whoever opens it for writing waits for the program. */
    Path fifo() throws Exception {
        Path fifo = directory.resolve("fifo");
        Fifo.create(fifo);
        return fifo;
    }

    /** Returns a program that a script feeds. */
    ShareProcess.Setup input(String script, String... arguments) {
        List<String> command = new ArrayList<>(ShareProcess.command());
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        List<String> all = new ArrayList<>(List.of("0", "-b", "127.0.0.1", "--access-log", "none"));
        all.addAll(List.of(arguments));
        return ShareProcess.with(all.toArray(new String[0]))
                .command(command)
                .in(directory)
                .through("bash", "-c", script, "bash");
    }

    static Response ask(ShareProcess share, String method, String target) throws IOException {
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            http.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return method.equals("HEAD") ? http.readHead() : http.read();
        }
    }

    static Response get(ShareProcess share, String target) throws IOException {
        return ask(share, "GET", target);
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
