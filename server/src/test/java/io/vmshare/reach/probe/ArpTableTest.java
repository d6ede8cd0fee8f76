package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ArpTableTest {

    @Test
    void guests_realTable_areTheNeighboursOnTheBridge() {
        assertThat(ArpTable.guests(Samples.text("arp-an.macos-bridge100.txt")))
                .extracting(guest -> AddressText.of(guest.address()))
                .containsExactly("192.168.64.2", "192.168.64.3", "192.168.64.4", "192.168.64.5");
    }

    @Test
    void guests_neighbour_hasBridgeAndHardwareAddress() {
        KnownGuest guest = ArpTable.guests("? (192.168.64.2) at 52:54:0:2a:12:b6 on bridge100 ifscope [bridge]\r\n")
                .get(0);

        assertThat(guest.interfaceName()).isEqualTo("bridge100");
        assertThat(guest.name()).isEqualTo("52:54:0:2a:12:b6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "? (192.168.64.2) at 52:54:0:2a:12:b6 on bridge0 ifscope [bridge]",
                "? (192.168.64.2) at 52:54:0:2a:12:b6 on bridge ifscope [bridge]",
                "? (192.168.64.2) at 52:54:0:2a:12:b6 on bridgeABC ifscope [bridge]",
                "? (192.168.64.2) at 52:54:0:2a:12:b6 on en0 ifscope [ethernet]",
                "? (192.168.64.2) at (incomplete) on bridge100 ifscope [bridge]",
                "? (192.168.64.255) at ff:ff:ff:ff:ff:ff on bridge100 ifscope [bridge]",
                "? (name.example) at 52:54:0:2a:12:b6 on bridge100 ifscope [bridge]",
                "? 192.168.64.2 at 52:54:0:2a:12:b6 on bridge100 ifscope [bridge]",
                "? ( at 52:54:0:2a:12:b6 on bridge100",
                "? (192.168.64.2) at",
                ""
            })
    void guests_nearMiss_areNone(String line) {
        assertThat(ArpTable.guests(line)).isEmpty();
    }
}
