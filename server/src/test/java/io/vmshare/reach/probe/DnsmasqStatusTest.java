package io.vmshare.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.reach.AddressText;
import io.vmshare.reach.KnownGuest;
import io.vmshare.reach.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class DnsmasqStatusTest {

    private static final long END = 1_795_388_201; // of the sample's lease

    @Test
    void guests_realStatus_isTheGuestByItsHardwareAddress() {
        KnownGuest guest =
                guests(Samples.text("libvirt-virbr0.status.json"), END - 1).get(0);

        assertThat(guest.interfaceName()).isEqualTo("virbr0");
        assertThat(AddressText.of(guest.address())).isEqualTo("192.168.122.5");
        assertThat(guest.name()).isEqualTo("52:54:00:aa:bb:cc");
    }

    @Test
    void guests_leaseThatEnded_isLeftOut() {
        assertThat(guests(Samples.text("libvirt-virbr0.status.json"), END)).isEmpty();
    }

    @Test
    void guests_leaseWithoutEnd_isKept() {
        assertThat(guests("[{\"ip-address\": \"192.168.122.5\", \"expiry-time\": 0}]", END))
                .hasSize(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "vm-1.example, vm-1.example",
        "'\\u001b[31mred', 52:54:00:aa:bb:cc",
        "'<b>', 52:54:00:aa:bb:cc",
        "'a b', 52:54:00:aa:bb:cc",
        "'\\u00e9', 52:54:00:aa:bb:cc",
        "'', 52:54:00:aa:bb:cc"
    })
    void guests_name_isTakenOnlyIfPlain(String hostname, String expected) {
        String lease = "{\"ip-address\": \"192.168.122.5\", \"mac-address\": \"52:54:00:aa:bb:cc\", \"hostname\": \""
                + hostname + "\"}";

        assertThat(guests("[" + lease + "]", END)).extracting(KnownGuest::name).containsExactly(expected);
    }

    @Test
    void guests_bracketsInStrings_areNoNesting() {
        String lease = "{\"ip-address\": \"192.168.122.5\", \"client-id\": \"" + "[\\\"{".repeat(50) + "\"}";

        assertThat(guests("[" + lease + "]", END)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "[{\"ip-address\": \"192.168.122.5\"",
                "{\"ip-address\": \"192.168.122.5\"}",
                "[[{\"ip-address\": \"192.168.122.5\"}]]",
                "[null, 1, \"x\", {}]",
                "[{\"ip-address\": 5}]",
                "[{\"ip-address\": \"name.example\"}]",
                "\u0000\u00ff"
            })
    void guests_otherText_areNone(String json) {
        assertThat(guests(json, END)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[\"]\",", "[\"\\\"]\","})
    void guests_deepNesting_areNone(String level) {
        assertThat(guests(level.repeat(100_000), END)).isEmpty();
    }

    private static List<KnownGuest> guests(String json, long now) {
        return DnsmasqStatus.guests(json, "virbr0", now);
    }
}
