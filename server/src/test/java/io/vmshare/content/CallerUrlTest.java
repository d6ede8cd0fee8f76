package io.vmshare.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.path.RequestPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CallerUrlTest {

    private static final InetSocketAddress LOCAL = new InetSocketAddress("127.0.0.1", 8000);

    @ParameterizedTest(name = "{1} by {0} is {2}")
    @CsvSource(quoteCharacter = '`', nullValues = "none", delimiter = '|', textBlock = """
            http  | 10.0.2.2:8000       | http://10.0.2.2:8000
            http  | 10.0.2.2            | http://10.0.2.2
            http  | 10.0.2.2:80         | http://10.0.2.2
            http  | 10.0.2.2:           | http://10.0.2.2
            http  | 10.0.2.2:0          | http://10.0.2.2
            http  | 10.0.2.2:65536      | http://10.0.2.2
            http  | 10.0.2.2:443        | http://10.0.2.2:443
            https | 10.0.2.2:443        | https://10.0.2.2
            https | 10.0.2.2:80         | https://10.0.2.2:80
            HTTPS | h                   | https://h
            ftp   | h                   | http://h
            none  | h                   | http://h
            http  | My-Host_1.Example.  | http://my-host_1.example.
            http  | [::1]:8000          | http://[::1]:8000
            http  | [FE80::1]           | http://[fe80::1]
            http  | [fe80::1%25eth0]:81 | http://[fe80::1%25eth0]:81
            http  | none                | http://127.0.0.1:8000
            http  | ``                  | http://127.0.0.1:8000
            http  | :9000               | http://127.0.0.1:8000
            """)
    void root_host_isTheCallers(String scheme, String host, String root) {
        assertThat(CallerUrl.of(scheme, host, null, LOCAL, "").root()).isEqualTo(root);
    }

    @ParameterizedTest(name = "{1} from {0} is {2}")
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            GRUB 2.06-13          | 10.0.2.2      | http://10.0.2.2:8000
            GRUB                  | [::1]         | http://[::1]:8000
            UefiHttpBoot/1.0      | 10.0.2.2      | http://10.0.2.2:8000
            UefiHttpBoot/1.0      | 10.0.2.2:9000 | http://10.0.2.2:9000
            UefiHttpBoot/1.0      | 10.0.2.2:80   | http://10.0.2.2
            UefiHttpBoot/1.0      | 10.0.2.2:     | http://10.0.2.2
            iPXE/1.21.1           | 10.0.2.2      | http://10.0.2.2
            grub                  | 10.0.2.2      | http://10.0.2.2
            curl/8 GRUB           | 10.0.2.2      | http://10.0.2.2
            none                  | 10.0.2.2      | http://10.0.2.2
            """)
    void root_hostWithoutPortFromFirmware_isOnTheConnectionsPort(String userAgent, String host, String root) {
        assertThat(CallerUrl.of("http", host, userAgent, LOCAL, "").root()).isEqualTo(root);
    }

    /** All are valid by RFC 3986 §3.2.2, and mean something to a shell, a script or a boot loader. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$root",
                "a;reboot",
                "a'b",
                "a&b",
                "(http)",
                "a*b",
                "a,b",
                "a=b",
                "%24%7Bnet0%7D",
                "a!b",
                "a+b",
                "~root",
                "[v1.a;b]",
                "[v1.a]",
                "[fe80::1%25%24]"
            })
    void root_hostOfOddCharacters_isTheLocalAddress(String host) {
        assertThat(CallerUrl.of("http", host, null, LOCAL, "").root()).isEqualTo("http://127.0.0.1:8000");
    }

    @Test
    void host_localIpv6_hasBracketsAndNoZone() throws UnknownHostException {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByName("fe80::1%1"), 8000);

        CallerUrl url = CallerUrl.of("http", null, null, local, "");

        assertThat(url.host()).isEqualTo("[fe80:0:0:0:0:0:0:1]");
        assertThat(url.port()).isEqualTo(8000);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            /             | http://h:81/files/
            ``            | http://h:81/files
            /a%20b/c/     | http://h:81/files/a%20b/c/
            /a;$(b)/x.iso | http://h:81/files/a%3B%24%28b%29/x.iso
            """)
    void of_path_isEncodedBelowThePrefix(String path, String url) {
        assertThat(CallerUrl.of("http", "h:81", null, LOCAL, "/files").of(RequestPath.parse(path)))
                .isEqualTo(url);
    }
}
