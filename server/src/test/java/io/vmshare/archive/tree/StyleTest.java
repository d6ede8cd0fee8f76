package io.vmshare.archive.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class StyleTest {

    @ParameterizedTest(name = "{0} is called {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    plain.txt            | plain.txt
                    a b                  | a b
                    back\\slash          | back%5Cslash
                    ..\\up               | ..%5Cup
                    \u00FF\u00FE.bin     | %FF%FE.bin
                    \u00C3.txt           | %C3.txt
                    x\u00C3              | x%C3
                    \u00C3\u00A9.txt     | \u00C3\u00A9.txt
                    \u00C0\u00AF         | %C0%AF
                    \u00ED\u00A0\u0080   | %ED%A0%80
                    \u00F0\u009F\u0092\u00BE | \u00F0\u009F\u0092\u00BE
                    \u00F0\u009F\u0092   | %F0%9F%92
                    \u00E2\u0082\u00ACx  | \u00E2\u0082\u00ACx
                    %FF                  | %FF
                    %FF\\x               | %25FF%5Cx
                    \u00FF%5C            | %FF%255C
                    """)
    void nameOf_portable_isUtf8WithoutBackslash(String name, String called) {
        assertThat(Style.PORTABLE.nameOf(name)).isEqualTo(called);
        assertThat(Style.ANY_BYTES.nameOf(name)).isEqualTo(name);
    }
}
