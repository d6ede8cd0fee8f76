package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.vmshare.text.PercentEncoding;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class NamePolicyTest {

    @ParameterizedTest(name = "{0} without hidden: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            .profile      | false
            .ssh          | false
            .             | false
            ...           | false
            ..a           | false
            .%20          | false
            .a.txt        | false
            a             | true
            a.            | true
            a.txt         | true
            a.b.c         | true
            a..           | true
            %20.a         | true
            %2541         | true
            %252ea        | true
            -.a           | true
            _             | true
            ~.a           | true
            %C2%B7a       | true
            %E2%80%A4a    | true
            %C0%AEa       | true
            %EF%BC%8Ea    | true
            %E2%80%8B.a           | false
            %E2%80%8D%C2%AD.ssh   | false
            %EF%B8%8F.a           | false
            %F3%A0%84%80.a        | false
            %EF%BB%BF.            | false
            %E2%80%8Ba.           | true
            %E2%80%8B             | true
            %E2%80%8B%20.a        | true
            %CC%81.a              | true
            %FF.a                 | true
            """)
    void allows_dotfile_onlyWithHidden(String encoded, boolean allowed) {
        Name name = Name.ofBytes(PercentEncoding.decode(encoded));

        assertThat(new NamePolicy(false, false).allows(name)).isEqualTo(allowed);
        assertThat(new NamePolicy(true, false).allows(name)).isTrue();
    }

    @ParameterizedTest(name = "U+{0} to U+{1}")
    @CsvSource(textBlock = """
            180B, 180F
            FE00, FE0F
            FFF0, FFFB
            E0000, E0FFF
            """)
    void allows_dotBehindTheEndsOfAnIgnorableRow_isHiddenAndBeyondIsNot(String first, String last) {
        int from = Integer.parseInt(first, 16);
        int to = Integer.parseInt(last, 16);

        assertThat(hides(from) && hides(to)).isTrue();
        assertThat(hides(from - 1) || hides(to + 1)).isFalse();
    }

    private static boolean hides(int ignorable) {
        return !new NamePolicy(false, false).allows(Name.ofText(Character.toString(ignorable) + ".a"));
    }

    @ParameterizedTest(name = "{0} on Windows: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            con              | false
            CON              | false
            Con              | false
            con.txt          | false
            con.tar.gz       | false
            con.             | false
            con%20           | false
            con%20.txt       | false
            con%20%20.txt    | false
            prn              | false
            aux.h            | false
            nul              | false
            NUL.txt          | false
            com1             | false
            COM9.log         | false
            lpt1             | false
            LPT9             | false
            COM%C2%B9        | false
            com%C2%B2.txt    | false
            Lpt%C2%B3        | false
            conin%24         | false
            CONOUT%24        | false
            conout%24.txt    | false
            a%3Ab            | false
            a.txt%3A%3A%24DATA | false
            %3Aa             | false
            C%3A             | false
            a%5Cb            | false
            ..%5C..%5Ca      | false
            %5C              | false
            PROGRA~1         | false
            a~1.txt          | false
            ~                | false
            a.               | false
            a..              | false
            a%20             | false
            a.%20            | false
            a%20.            | false
            ...              | false
            a%2A             | false
            a%3F             | false
            a%22             | false
            a%3C             | false
            a%3E             | false
            a%7C             | false
            a%01             | false
            a%0A             | false
            a%1F             | false
            conx             | true
            acon             | true
            con-1            | true
            con1             | true
            a.con            | true
            txt.con          | true
            conin            | true
            com              | true
            com0             | true
            com10            | true
            com1x.txt        | true
            COM%C2%BC        | true
            lpt              | true
            nul%2541         | true
            null             | true
            prn_             | true
            auxiliary        | true
            .con             | true
            %20a             | true
            a%20b            | true
            a.b              | true
            .a               | true
            a%7F             | true
            a;b              | true
            a%23b            | true
            a%2541           | true
            a%C2%A0          | true
            %C3%A9           | true
            %EF%BC%9Aa       | true
            %EF%BD%9E1       | true
            %E2%88%95        | true
            """)
    void allows_nameThatWindowsReadsAsSomethingElse_onlyElsewhere(String encoded, boolean allowed) {
        Name name = Name.ofBytes(PercentEncoding.decode(encoded));

        assertThat(new NamePolicy(true, true).allows(name)).isEqualTo(allowed);
        assertThat(new NamePolicy(true, false).allows(name)).isTrue();
    }

    @Test
    void allows_everyControlByte_neverOnWindows() {
        for (char c = 1; c < ' '; c++) {
            assertThat(new NamePolicy(true, true).allows(Name.ofBytes("a" + c + "b")))
                    .as("byte %d", (int) c)
                    .isFalse();
        }
    }

    @Test
    void of_fileSystem_itsSeparatorTellsWindows() throws IOException {
        assertThat(NamePolicy.of(FileSystems.getDefault(), true))
                .isEqualTo(new NamePolicy(true, File.separatorChar == '\\'));
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
                FileSystem unix = Jimfs.newFileSystem(Configuration.unix())) {
            assertThat(NamePolicy.of(windows, false)).isEqualTo(new NamePolicy(false, true));
            assertThat(NamePolicy.of(unix, true)).isEqualTo(new NamePolicy(true, false));
        }
    }
}
