package io.vmshare.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class TemplateValuesTest {

    @Test
    void values_addressInBrackets_isTaken() {
        TemplateValues values =
                new TemplateValues("http://[fe80::1%25eth0]:8000/a%20b", "[fe80::1%25eth0]", "8000", "::1");

        assertThat(values.of(TemplateValues.Name.HOST)).isEqualTo("[fe80::1%25eth0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b", "a;b", "a'b", "a\"b", "a\nb", "a$b", "a{b", "a&b", "a`b", "a\\b", "a|b", "a<b", "a\u00e9", "\0"
            })
    void values_anythingBeyondUrls_isRefused(String value) {
        assertThatThrownBy(() -> new TemplateValues(value, "a", "1", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TemplateValues("a", value, "1", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TemplateValues("a", "b", value, "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TemplateValues("a", "b", "1", value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::ffff:10.0.2.15, 10.0.2.15", "fec0::2, fec0:0:0:0:0:0:0:2"})
    void textOf_address_hasNoBrackets(String address, String text) throws UnknownHostException {
        assertThat(TemplateValues.textOf(InetAddress.getByName(address))).isEqualTo(text);
    }

    @Test
    void textOf_zone_isLeftOut() throws Exception {
        NetworkInterface any = NetworkInterface.getNetworkInterfaces().nextElement();
        InetAddress address = java.net.Inet6Address.getByAddress(
                "", InetAddress.getByName("fe80::1").getAddress(), any);

        assertThat(TemplateValues.textOf(address)).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void room_full_takesNoMoreUntilSomeIsGivenBack() {
        TemplateRoom room = new TemplateRoom(10);

        assertThat(room.take(6)).isTrue();
        assertThat(room.take(5)).isFalse();
        assertThat(room.take(4)).isTrue();
        room.giveBack(6);
        assertThat(room.take(5)).isTrue();
        assertThat(room.bytes()).isEqualTo(9);
    }
}
