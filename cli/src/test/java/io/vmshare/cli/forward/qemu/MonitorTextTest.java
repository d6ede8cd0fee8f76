package io.vmshare.cli.forward.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.cli.forward.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to the monitor and to virsh, and what their answers mean. */
@Timeout(10)
class MonitorTextTest {

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            ''       | 8081 | ''        | 8000 | hostfwd_add tcp:127.0.0.1:8081-:8000
            n0       | 0    | ''        | 8000 | hostfwd_add n0 tcp:127.0.0.1:0-:8000
            hostnet0 | 8080 | 10.0.2.77 | 80   | hostfwd_add hostnet0 tcp:127.0.0.1:8080-10.0.2.77:80
            """)
    void add_rule_namesTheHostsAddress(String id, int hostPort, String address, int guestPort, String line) {
        assertThat(MonitorLine.add(id, hostPort, address, guestPort)).isEqualTo(line);
    }

    @Test
    void remove_rule_isNamedByItsHostPort() {
        assertThat(MonitorLine.remove("", 8081)).isEqualTo("hostfwd_remove tcp:127.0.0.1:8081");
        assertThat(MonitorLine.remove("n0", 8081)).isEqualTo("hostfwd_remove n0 tcp:127.0.0.1:8081");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                   | ADDED
            ~                                                                    | ADDED
            Could not set up host forwarding rule 'tcp:127.0.0.1:8081-:8000'~    | NOT_SET_UP
            unrecognized netdev id 'n9'~                                         | NO_SUCH_NETDEV
            invalid device specified~                                            | NOT_USER_MODE
            user mode network stack not in use~                                  | NO_USER_NETWORK
            Invalid host forwarding rule 'tcp:localhost:1-:2' (Bad host address) | OTHER
            hostfwd_add: extraneous characters at the end of line~               | OTHER
            unknown command: 'hostfwd_add'~                                      | OTHER
            """)
    void addReply_text_isTheOnlySign(String text, AddReply meaning) {
        assertThat(AddReply.of(text.replace("~", "\r\n"))).isEqualTo(meaning);
    }

    @Test
    void addReply_transcript_isReadAsItHappened() throws IOException, JsonParserException {
        List<AddReply> replies = new ArrayList<>();
        boolean adds = false;
        for (String line : Samples.read("qmp-hostfwd.transcript.txt").lines().toList()) {
            JsonObject message = JsonParser.object().from(line.substring("S: ".length()));
            if (line.startsWith("C: ")) {
                JsonObject arguments = message.getObject("arguments", new JsonObject());
                adds = arguments.getString("command-line", "").startsWith("hostfwd_add");
            } else if (adds) {
                replies.add(AddReply.of(message.getString("return")));
            }
        }

        assertThat(replies).containsExactly(AddReply.ADDED, AddReply.NOT_SET_UP, AddReply.NO_SUCH_NETDEV);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            running     | ''
            idle        | ''
            paused      | the guest is paused: nothing answers until it runs
            prelaunch   | the guest is not started yet: nothing answers until it runs
            shutdown    | the guest is shut down: nothing answers until it runs
            shut off    | the guest is off: nothing answers until it runs
            pmsuspended | the guest sleeps: nothing answers until it runs
            io-error    | the guest is stopped by an I/O error of its disk: nothing answers until it runs
            debug       | the guest is debug: nothing answers until it runs
            """)
    void guestState_word_saysWhyNothingAnswers(String state, String sentence) {
        assertThat(GuestState.whyNothingAnswers(state)).isEqualTo(sentence);
    }

    @ParameterizedTest(name = "{0} is elsewhere: {1}")
    @CsvSource(textBlock = """
            qemu:///session,                          false
            qemu:///system,                           false
            qemu+unix:///session?socket=/run/x/y-sock, false
            qemu://localhost/system,                  false
            qemu+ssh://root@host.example/system,      true
            qemu+ssh://localhost.example/system,      true
            qemu://192.0.2.1:16514/system?no_tty=1,   true
            """)
    void isElsewhere_uri_namesAMachine(String uri, boolean elsewhere) {
        assertThat(VirshMonitor.isElsewhere(uri)).isEqualTo(elsewhere);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            error: failed to get domain 'x'~                                           | --domain: x: no such domain; virsh list --all names them, and --connect says where to look
            error: Requested operation is not valid: domain is not running~            | --domain: x: the domain is off; start it: virsh start DOMAIN
            error: failed to connect to the hypervisor~error: no polkit agent~         | --domain: x: failed to connect to the hypervisor: no polkit agent; check --connect, such as qemu:///session or qemu:///system
            error: this function is not supported by the connection driver: virDomain~ | --domain: x: virsh fails: this function is not supported by the connection driver: virDomain
            terminated~                                                                | --domain: x: virsh fails: terminated
            """)
    void virshError_text_isOneLine(String err, String message) {
        assertThat(VirshError.message("x", err.replace('~', '\n'))).isEqualTo(message);
    }
}
