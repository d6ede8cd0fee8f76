package io.vmshare.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(10)
class ValueReadersTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            Cache-Control: no-store | Cache-Control | no-store
            A:b                     | A             | b
            A: b: c                 | A             | b: c
            'A:'                    | A             | ''
            """)
    void header_nameAndValue_isSplitAtTheFirstColon(String text, String name, String value) {
        assertThat(new HeaderField.Reader().convert(text)).isEqualTo(new HeaderField(name, value));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "A", ": b", "A=b"})
    void header_withoutName_isRefused(String text) {
        assertThatThrownBy(() -> new HeaderField.Reader().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            wim=application/x-ms-wim      | wim | application/x-ms-wim
            .wim=application/x-ms-wim     | wim | application/x-ms-wim
            txt=text/plain; charset=utf-8 | txt | text/plain; charset=utf-8
            """)
    void mediaType_extensionAndType_isSplitAtTheFirstEqualsSign(String text, String extension, String type) {
        assertThat(new ExtensionType.Reader().convert(text)).isEqualTo(new ExtensionType(extension, type));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "wim", "=text/plain", ".=text/plain"})
    void mediaType_withoutExtension_isRefused(String text) {
        assertThatThrownBy(() -> new ExtensionType.Reader().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 0.0.0.0", "::, 0:0:0:0:0:0:0:0", "[::1], 0:0:0:0:0:0:0:1"})
    void bind_literal_isRead(String text, String address) {
        assertThat(new BindAddress().convert(text).getHostAddress()).isEqualTo(address);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", " ", "300.1.1.1.1:80", "[::1", "a b"})
    void bind_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> new BindAddress().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"10.0.2.77", "0.0.0.0", "255.255.255.255", "192.168.76.15"})
    void guestAddress_ipv4_isTakenAsItIs(String text) {
        assertThat(new GuestAddress().convert(text)).isEqualTo(text);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "10.0.2",
                "10.0.2.256",
                "10.0.2.77.",
                "10.0.2.77:80",
                "010.0.2.77",
                "::1",
                "guest",
                "1.2.3.4 x"
            })
    void guestAddress_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> new GuestAddress().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"n0", "hostnet0", "my-net_1.x", "#net072", "1", "8"})
    void netdev_name_isTakenAsItIs(String text) {
        assertThat(new NetdevId().convert(text)).isEqualTo(text);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "n0 tcp::1-:2", "n0\nquit", "-n", "0", "1x", "n;0"})
    void netdev_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> new NetdevId().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
