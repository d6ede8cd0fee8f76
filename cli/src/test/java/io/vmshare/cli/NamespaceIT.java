package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import io.vmshare.fixtures.Deadline;
import io.vmshare.fixtures.HostileTree;
import io.vmshare.fixtures.RawHttp;
import io.vmshare.fixtures.RequiredClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What needs a network, or a user, of its own: fixed ports, a host without IPv6, files that may not be read. Each test
 * makes its own network namespace; nothing in it reaches the machine's network.
 */
@Timeout(120)
class NamespaceIT {

    private static final String LOOPBACK = "ip link set lo up; ";
    private static final String NO_IPV6 = "sysctl -qw net.ipv6.conf.all.disable_ipv6=1; ";
    private static final String AS_USER = "sysctl -qw net.ipv4.ip_unprivileged_port_start=1024;"
            + " exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";

    private Path directory;

    @BeforeEach
    void makeDirectoryThatOthersMayRead() throws Exception {
        for (String tool : List.of("unshare", "nsenter", "setpriv", "ip", "sysctl")) {
            RequiredClient.require(tool);
        }
        if (new ProcessBuilder("unshare", "-n", "true").start().waitFor() != 0) {
            RequiredClient.missing("not allowed to make a network namespace; run the tests as root");
        }
        directory = Files.createTempDirectory("share-it");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(ShareProcess.jar(), directory.resolve("share.jar"));
        Files.setPosixFilePermissions(directory.resolve("share.jar"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    @AfterEach
    void deleteDirectory() throws Exception {
        if (directory != null) {
            HostileTree.delete(directory);
        }
    }

    @Test
    void noArguments_servesPort8000OnAllAddresses() throws Exception {
        try (ShareProcess share = in(LOOPBACK + "exec \"$@\"").serve()) {
            assertThat(share.out())
                    .isEqualTo("""
                    share 0.1.0  DIRECTORY  (read-only)   http on port 8000, all addresses     Ctrl-C stops

                    A guest on this host reaches it at
                      User networking (slirp)    http://10.0.2.2:8000/           \
                    QEMU -nic user (VirtualBox 7: needs --nat-localhostreachable1 on)
                    This machine                 http://localhost:8000/
                    Fetch:  wget -m -np -nH http://10.0.2.2:8000/    curl -O http://10.0.2.2:8000/NAME
                    """.replace("DIRECTORY", directory.toRealPath().toString()));
            assertThat(check(share, "http://127.0.0.1:8000/").exitCode()).isZero();
            assertThat(check(share, "http://[::1]:8000/").exitCode()).isZero();

            Result busy = within(share).run();

            assertThat(busy.out()).isEmpty();
            assertThat(busy.exitCode()).isEqualTo(1);
            assertThat(busy.err())
                    .contains(":8000: port already in use; ")
                    .endsWith("(--port 8001 is free)\n")
                    .hasLineCount(1);
        }
    }

    @Test
    void ipv6Disabled_startsSilentlyOnIpv4() throws Exception {
        try (ShareProcess share = in(LOOPBACK + NO_IPV6 + "exec \"$@\"").serve()) {
            assertThat(check(share, "http://127.0.0.1:8000/?health").exitCode()).isZero();

            Result result = share.stop();

            assertThat(result.out()).doesNotContain("http://[");
            assertThat(result.err()).hasLineCount(1).contains("\"GET /?health HTTP/1.1\" 200");
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void quiet_servesAndPrintsNothing() throws Exception {
        try (ShareProcess share = in(LOOPBACK + "exec \"$@\"", "--quiet").start()) {
            Deadline.await(
                    "an answer", () -> check(share, "http://127.0.0.1:8000/").exitCode() == 0);

            assertThat(share.stop()).isEqualTo(new Result(0, "", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", NO_IPV6})
    void port80_withoutRights_cannotStart(String network) throws Exception {
        Result result = in(LOOPBACK + network + AS_USER, "-p", "80").run();

        assertThat(result.err())
                .startsWith("share: cannot listen on ")
                .contains(":80: permission denied; choose a port above 1023")
                .containsPattern("\\(--port \\d{4,5}\\)\n$")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void otherPort_withoutRights_starts() throws Exception {
        try (ShareProcess share = in(LOOPBACK + AS_USER, "-p", "1024").serve()) {
            assertThat(share.stop().exitCode()).isZero();
        }
    }

    @Test
    void unreadableDirectory_cannotStart() throws Exception {
        Path secret = Files.createDirectory(
                directory.resolve("secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        Result result = in(LOOPBACK + AS_USER, secret.toString()).run();

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: cannot share " + secret + ": permission denied; run as a user who may read it\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--index", "--follow-symlinks"}) // the first is the default
    void unreadableEntries_areForbiddenAndLeaveTheRest(String option) throws Exception {
        Path root = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(root.resolve("readable"), "content");
        Files.writeString(root.resolve("secret"), "secret");
        Files.writeString(Files.createDirectory(root.resolve("closed")).resolve("inside"), "secret");
        for (String name : List.of("secret", "closed")) {
            Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwx------"));
        }
        try (ShareProcess share = ShareProcess.with("--port", "0", "--bind", "127.0.0.1", option, root.toString())
                .command(publicCommand())
                .in(directory)
                .through("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .serve()) {
            assertThat(status(share, "/secret")).isEqualTo(403);
            assertThat(status(share, "/closed/")).isEqualTo(403);
            assertThat(status(share, "/closed/inside")).isEqualTo(403);
            assertThat(status(share, "/readable")).isEqualTo(200);
            try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
                String listing =
                        http.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").read().text();
                assertThat(listing).contains("href=\"closed/\"", "href=\"readable\"", "href=\"secret\"");
            }
        }
    }

    /** A 403 would tell that there is something outside, where this user may not look. */
    @Test
    void linkIntoAClosedDirectory_isMissingAsAnyOutwardLink() throws Exception {
        Path root = Files.createDirectory(directory.resolve("tree"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(Files.createDirectory(outside.resolve("closed")).resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("file"), Path.of("../outside/closed/secret"));
        Files.createSymbolicLink(root.resolve("nothing"), Path.of("../outside/closed/nothing"));
        Files.createSymbolicLink(root.resolve("open"), Path.of("../outside"));
        Files.setPosixFilePermissions(outside.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        try (ShareProcess share = ShareProcess.with("--port", "0", "--bind", "127.0.0.1", root.toString())
                .command(publicCommand())
                .in(directory)
                .through("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .serve()) {
            for (String path : List.of("/file", "/nothing", "/open", "/open/closed/secret", "/file/x")) {
                assertThat(status(share, path)).as(path).isEqualTo(404);
            }
        }
    }

    private static int status(ShareProcess share, String path) throws Exception {
        try (RawHttp http = RawHttp.connect("127.0.0.1", share.port())) {
            return http.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .read()
                    .status();
        }
    }

    @Test
    void check_addressWithoutARoute_saysWhatItMeans() throws Exception {
        assertThat(in(
                                LOOPBACK + "ip route add unreachable 192.0.2.1; exec \"$@\"",
                                "urls",
                                "--check",
                                "http://192.0.2.1/")
                        .run()
                        .err())
                .contains("no route to host: a firewall there rejects this port");
        assertThat(in(LOOPBACK + "exec \"$@\"", "urls", "--check", "http://192.0.2.3/")
                        .run()
                        .err())
                .contains("no connection: Network is unreachable", "this machine has no route there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "de_DE.UTF-8"}) // the system tells its errors in the user's language
    void check_prohibitedAddress_isAFirewall(String locale) throws Exception {
        String script = LOOPBACK + "ip -6 route add prohibit 2001:db8::1; exec \"$@\"";

        assertThat(in(script, "urls", "--check", "http://[2001:db8::1]/")
                        .environment("LC_ALL", locale)
                        .run()
                        .err())
                .endsWith("]/: not permitted: a firewall rejects this port, or a route forbids that address\n");
    }

    private ShareProcess.Setup in(String script, String... arguments) {
        return ShareProcess.with(arguments)
                .command(publicCommand())
                .in(directory)
                .through("unshare", "-n", "sh", "-ec", script, "sh");
    }

    private static ShareProcess.Setup within(ShareProcess share, String... arguments) {
        return ShareProcess.with(arguments).through("nsenter", "-t", Long.toString(share.pid()), "-n");
    }

    private static Result check(ShareProcess share, String url) throws Exception {
        return within(share, "urls", "--check", url).run();
    }

    /** Returns the command with the copy of the jar that any user may read. */
    private List<String> publicCommand() {
        List<String> command = ShareProcess.command();
        return List.of(
                command.get(0), command.get(1), directory.resolve("share.jar").toString());
    }
}
