package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class StandardInputTest {

    /** What Linux 6 says of a pipe, a terminal, a file, and of files that the JVM has opened. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            00       | true
            02       | true
            0100002  | true
            0102002  | true
            02000000 | false
            02100000 | false
            02102002 | false
            """)
    void isInherited_flags_tellWhoOpenedIt(String flags, boolean inherited) {
        assertThat(StandardInput.isInherited("pos:\t0\nflags:\t" + flags + "\nmnt_id:\t15\nino:\t1234\n"))
                .isEqualTo(inherited);
    }

    @ParameterizedTest
    @CsvSource({"''", "pos: 0", "flags: x"})
    void isInherited_unknownText_isTaken(String info) {
        assertThat(StandardInput.isInherited(info)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/dev/pts/0, true",
        "/dev/tty, true",
        "/dev/tty1, true",
        "/dev/ttyS0, true",
        "/dev/console, true",
        "/dev/null, false",
        "pipe:[1234], false",
        "socket:[1234], false",
        "/home/me/dev/pts/0, false",
        "/tmp/x (deleted), false"
    })
    void isTerminal_path_tells(String path, boolean terminal) {
        assertThat(StandardInput.isTerminal(path)).isEqualTo(terminal);
    }
}
