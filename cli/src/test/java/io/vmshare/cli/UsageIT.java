package io.vmshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.ShareProcess.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage is exit code 2, a share that cannot start 1; both are one line on standard error and nothing else. */
@Timeout(60)
class UsageIT {

    /** Command lines, and how what they are told begins. */
    private static final String WRONG = """
            --port 99999            | --port: 99999: not a port; choose 0 to 65535, where 0 is any free one
            --port x                | --port: x: not a port; choose 0 to 65535, where 0 is any free one
            -p HTTP/1.1             | --port: HTTP/1.1: not a port; -p is the port here, not the protocol as in Python's server, and HTTP/1.1 is always spoken; leave it out
            99999                   | port: 99999: neither a port nor an existing path; choose 0 to 65535
            8000 8001               | two ports: 8000 and 8001: neither names a path; give one
            --port 8000 8001        | two ports: 8001 and --port 8000; give one
            -d . x                  | --directory: .: a path is given, too: x; give one of them
            a/x b/x                 | two paths end in the same name: x: each needs a URL of its own; share the directory above them
            - -                     | two paths end in the same name: stdin: each needs a URL of its own; share the directory above them
            - --name a/b            | --name: a name with a slash, a control character or broken text is not one file's: a/b; write it like dmesg.txt
            - --name ..             | --name: not the name of a file: '..'; write it like dmesg.txt
            - x/stdin               | two paths end in the same name: stdin: each needs a URL of its own; share the directory above them
            --name x                | --name: x: it names what comes on standard input; give - as a path, too
            -d . -                  | --directory: .: a path is given, too: -; give one of them
            boot -                  | cannot look into standard input; name a directory or a file
            --bind 1.2.3.4.5.6      | --bind: 1.2.3.4.5.6: not an address; write it like 127.0.0.1, 0.0.0.0 or ::
            --grace soon            | --grace: soon: not a duration; write it like 500ms, 5s, 10m or PT5S
            --stall-timeout 0       | stall timeout must be positive: PT0S; choose another value
            --max-connections 0     | max connections must be positive: 0; choose another value
            --grace 200000d         | grace must be at most 100 years: PT4800000H; choose another value
            --max-connections many  | --max-connections: many: not a whole number; give one
            --access-log fancy      | --access-log: fancy: unknown; choose one of none, common, combined, json
            --mime iso              | --mime: iso: not EXT=TYPE; write it like wim=application/x-ms-wim
            --mime iso=x            | --mime: not a media type: x; write it like wim=application/x-ms-wim
            --templates a/          | --templates: glob 'a/' has an empty name; name files, as in dir/*.ks; write it like '*.ks' or 'seed/*'
            --header X              | --header: X: not a field; write it like 'Cache-Control: no-store'
            --header Date:x         | --header: field Date frames the message and cannot be set; write it like 'Cache-Control: no-store'
            --config no-such-file   | --config: no-such-file: no such file; name a properties file
            --no-such-option        | unknown option: --no-such-option
            --port                  | missing required parameter for option '--port' (PORT); see share --help
            urls extra              | unexpected argument: extra; see share urls --help
            boot a/x b/x            | two paths end in the same name: x: each needs a URL of its own; share the
            boot --port 0           | --port: 0: not known before the share listens; choose 1 to 65535
            urls --port 0           | --port: 0: not known before the share listens; choose 1 to 65535
            forward                 | which guest: none is named; give one of --qmp SOCKET, --domain NAME or --vm NAME
            forward --qmp a --vm b  | which guest: --qmp and --vm are given; give one of them
            forward --qmp a --guest-port 0 | --guest-port: 0: the share in the guest has a port; choose 1 to 65535
            forward --qmp a --host-port x  | --host-port: x: not a port; choose 0 to 65535, where 0 is any free one
            forward --qmp a --netdev -n    | --netdev: -n: not a netdev; write it like net0, or 1 for VirtualBox's first adapter
            forward --qmp a --guest-address guest | --guest-address: guest: not an IPv4 address; write it like 10.0.2.77
            forward --qmp a --connect b    | --connect: b: only libvirt has it; use it with --domain
            forward --vm -x         | --vm: -x: VBoxManage would take it for an option; give the machine's UUID
            forward --vm a --netdev n0     | --netdev: n0: VirtualBox numbers its adapters; give 1 for the first
            --count 0               | --count: 0: nothing to wait for; give 1 or more
            --count many            | --count: many: not a whole number; give one
            --once --count 2        | --once and --count: both say how many; give one of them
            --timeout 0             | --timeout: 0s: give more than 0 and at most 100 years
            --timeout 36501d        | --timeout: 876024h: give more than 0 and at most 100 years
            urls --check ftp://x/   | --check: ftp://x/: not a URL of HTTP; write it like http://10.0.2.2:8000/
            urls --check http://127.0.0.1:99999/ | --check: http://127.0.0.1:99999/: not a URL of HTTP; write it like
            urls --check http://127.0.0.1:0/     | --check: http://127.0.0.1:0/: not a URL of HTTP; write it like
            urls --check=           | --check: empty: not a URL; write it like http://10.0.2.2:8000/, or none
            """;

    @TempDir
    private Path directory;

    static Stream<Arguments> wrong() throws Exception {
        List<String[]> rows = WRONG.lines().map(row -> row.split(" +\\| ", 2)).toList();
        Iterator<Result> results =
                CommandLines.run(rows.stream().map(row -> row[0]).toList()).iterator();
        return rows.stream().map(row -> Arguments.of(row[0], row[1], results.next()));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("wrong")
    void wrongUsage_isOneLineAndExitCode2(String arguments, String message, Result result) {
        assertThat(result.err()).as(arguments).startsWith("share: " + message).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void configuration_unknownKeyOrBadValue_isNamed() throws Exception {
        Path unknown = Files.writeString(directory.resolve("unknown"), "prot=1\n");
        Path bad = Files.writeString(directory.resolve("bad"), "port=99999\n");

        assertThat(ShareProcess.run("--config", unknown.toString()))
                .isEqualTo(usage(
                        "--config: " + unknown + ": unknown key prot; use the long names of options without dashes"));
        assertThat(ShareProcess.run("--config", bad.toString()))
                .isEqualTo(usage("port in " + bad + ": 99999: not a port; choose 0 to 65535, where 0 is any free one"));
        assertThat(ShareProcess.with().environment("SHARE_GRACE", "x").run())
                .isEqualTo(usage("SHARE_GRACE: x: not a duration; write it like 500ms, 5s, 10m or PT5S"));
    }

    @Test
    void missingPath_cannotStart() throws Exception {
        Path missing = directory.resolve("missing");

        assertThat(ShareProcess.run("-p", "0", "-b", "127.0.0.1", missing.toString()))
                .isEqualTo(failed("cannot share " + missing + ": no such file or directory; name one that exists"));
    }

    @Test
    void foreignAddress_cannotStart() throws Exception {
        Result result =
                ShareProcess.with("-p", "0", "-b", "192.0.2.254").in(directory).run();

        assertThat(result.err())
                .startsWith("share: cannot listen on 192.0.2.254:0: not an address of this machine;")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"argument", "option"})
    void emptyPath_isNotTheCurrentDirectory(String way) throws Exception {
        Result result = way.equals("argument") ? ShareProcess.run("") : ShareProcess.run("--directory", "");

        assertThat(result)
                .isEqualTo(new Result(
                        2,
                        "",
                        "share: cannot share an empty path; name a directory or a file, such as . for the current"
                                + " directory\n"));
    }

    @Test
    void emptyUrlToCheck_isNotACheckOfThisMachine() throws Exception {
        assertThat(ShareProcess.run("urls", "--check", ""))
                .isEqualTo(usage("--check: empty: not a URL; write it like http://10.0.2.2:8000/, or none"));
        assertThat(ShareProcess.run("urls", "--check", "", "--json").exitCode()).isEqualTo(2);
    }

    @Test
    void fullStandardOutput_cannotStart() throws Exception {
        Result result = ShareProcess.with("0", "-b", "127.0.0.1", "--json")
                .in(directory)
                .through("sh", "-c", "exec \"$@\" >/dev/full", "sh")
                .run();

        assertThat(result)
                .isEqualTo(new Result(
                        1,
                        "",
                        "share: cannot write to standard output: it takes nothing; redirect it elsewhere, or use"
                                + " --quiet\n"));
    }

    @Test
    void oneAddressTwice_isBoundOnce() throws Exception {
        try (ShareProcess share = ShareProcess.serve("0", "-b", "127.0.0.1", "-b", "127.0.0.1")) {
            assertThat(share.stop().exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "de_DE.UTF-8"}) // the system tells its errors in the user's language
    void busyPort_isNamedAndAFreeOneSuggested(String locale) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            Result result = ShareProcess.with(port, "-b", "127.0.0.1")
                    .in(directory)
                    .environment("LC_ALL", locale)
                    .run();

            assertThat(result.err())
                    .startsWith("share: cannot listen on 127.0.0.1:" + port + ": port already in use; ")
                    .hasLineCount(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(1);
            Matcher suggestion = Pattern.compile("\\(--port (\\d+) is free\\)").matcher(result.err());
            assertThat(suggestion.find()).isTrue();
            int free = Integer.parseInt(suggestion.group(1));
            new ServerSocket(free, 1, InetAddress.getByName("127.0.0.1")).close();
        }
    }

    @Test
    void check_portOfAnotherProgram_isNamed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(silent.getLocalPort());

            assertThat(ShareProcess.run("urls", "--check", "-b", "127.0.0.1", "-p", port))
                    .isEqualTo(failed("another program holds port " + port
                            + " and does not answer as a share; end that one, or check another port (--port)"));
        }
    }

    @Test
    void verbose_showsTheStackTrace() throws Exception {
        Result result = ShareProcess.run("-v", "-p", "0", "-b", "127.0.0.1", "/no/such/path");

        assertThat(result.err()).contains("\tat io.vmshare.");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void errorText_controlCharacters_areEscaped() throws Exception {
        Result result = ShareProcess.run("--\u001b[2J\nshare: fine");

        assertThat(result.err())
                .startsWith("share: unknown option: --\\x1b[2J\\nshare: fine")
                .hasLineCount(1);
    }

    private static Result usage(String message) {
        return new Result(2, "", "share: " + message + "\n");
    }

    private static Result failed(String message) {
        return new Result(1, "", "share: " + message + "\n");
    }
}
