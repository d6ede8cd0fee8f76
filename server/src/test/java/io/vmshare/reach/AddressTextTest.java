package io.vmshare.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class AddressTextTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1                   | 127.0.0.1                | 127.0.0.1
            ::                          | ::                       | [::]
            ::1                         | ::1                      | [::1]
            2001:db8:0:0:0:0:0:1        | 2001:db8::1              | [2001:db8::1]
            2001:db8:0:1:1:1:1:1        | 2001:db8:0:1:1:1:1:1     | [2001:db8:0:1:1:1:1:1]
            2001:db8:0:0:1:0:0:0        | 2001:db8:0:0:1::         | [2001:db8:0:0:1::]
            2001:db8:0:0:1:0:0:1        | 2001:db8::1:0:0:1        | [2001:db8::1:0:0:1]
            fd00:0:0:0:0:0:0:ABCD       | fd00::abcd               | [fd00::abcd]
            1:2:3:4:5:6:7:8             | 1:2:3:4:5:6:7:8          | [1:2:3:4:5:6:7:8]
            """)
    void of_address_isShortestForm(String address, String text, String inUri) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(address))).isEqualTo(text);
        assertThat(AddressText.inUri(InetAddress.getByName(address))).isEqualTo(inUri);
    }
}
