package io.vmshare.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class NativeTextTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({
        "61, 0061",
        "c3bc, 00fc",
        "ff, dcff",
        "c3, dcc3",
        "e9ff, dce9dcff",
        "f09f9880, d83dde00",
        "eda080, dceddca0dc80"
    })
    void decode_bytes_escapesWhatIsNoUtf8(String bytes, String utf16) {
        String text = NativeText.decode(HexFormat.of().parseHex(bytes));

        assertThat(hex(text)).isEqualTo(utf16);
    }

    @Test
    void encode_ofDecode_isTheIdentity() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                // Near the grammar: lead and continuation bytes more often than chance has them.
                bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0x80 + random.nextInt(0x80));
            }
            String text = NativeText.decode(bytes);
            assertThat(NativeText.encode(text)).as("seed %d", seed).isEqualTo(bytes);
            String encoded = NativeText.percentEncode(bytes);
            assertThat(NativeText.percentDecode(encoded)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void percentEncode_reservedCharacters_areEncoded() {
        byte[] bytes = "a b/%?#[ü".getBytes(StandardCharsets.UTF_8);

        assertThat(NativeText.percentEncode(bytes)).isEqualTo("a%20b/%25%3F%23%5B%C3%BC");
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (char c : text.toCharArray()) {
            hex.append(HexFormat.of().toHexDigits(c));
        }
        return hex.toString();
    }
}
