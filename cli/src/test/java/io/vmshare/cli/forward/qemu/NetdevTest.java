package io.vmshare.cli.forward.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.cli.forward.Samples;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class NetdevTest {

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource({"hmp-info-network.txt, n0", "hmp-info-network.legacy-net.txt, #net161"})
    void parse_sample_isItsUserNetwork(String file, String id) throws IOException {
        assertThat(Netdev.parse(Samples.read(file))).containsExactly(new Netdev(id, "user", false));
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            s0: index=0,type=socket,                                      | s0 socket false
            ' \\ n0: index=0,type=user,net=10.0.2.0,restrict=on'          | n0 user true
            n0: index=0,type=user,net=10.0.2.0,restrict=off               | n0 user false
            ' \\ hostnet0: index=0,type=tap,ifname=vnet0,script=,downscript= '  | hostnet0 tap false
            ' \\ hub0port1: net0: index=0,type=user,net=10.0.2.0,restrict=on'   | net0 user true
            ' \\ #net030: index=0,type=stream,connection to /run/restrict=on'  | #net030 stream false
            """)
    void parse_line_isTheNetdev(String line, String expected) {
        assertThat(Netdev.parse(line + "\r\n"))
                .singleElement()
                .extracting(netdev -> netdev.id() + " " + netdev.type() + " " + netdev.isRestricted())
                .isEqualTo(expected);
    }

    @Test
    void parse_cardsAndHubs_areLeftOut() {
        String text =
                "hub 0\r\n \\ h0\r\nvirtio-net-pci.0: index=0,type=nic,model=virtio-net-pci,macaddr=52:54:00:12:34:56\r\n";

        assertThat(Netdev.parse(text)).isEmpty();
        assertThat(Netdev.parse("")).isEmpty();
    }

    @Test
    void parse_several_areInTheOrderOfTheText() {
        String text = "s0: index=0,type=socket,\r\nu1: index=0,type=user,net=192.168.76.0,restrict=off\r\n"
                + "u2: index=0,type=user,net=10.0.2.0,restrict=off\r\n";

        assertThat(Netdev.parse(text)).extracting(Netdev::id).containsExactly("s0", "u1", "u2");
    }

    @Test
    void isUnnamed_namesOfQemusOwn_begin() {
        assertThat(new Netdev("#net072", "user", false).isUnnamed()).isTrue();
        assertThat(new Netdev("net072", "user", false).isUnnamed()).isFalse();
    }
}
