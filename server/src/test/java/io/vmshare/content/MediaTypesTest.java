package io.vmshare.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class MediaTypesTest {

    private static final MediaTypes TYPES = MediaTypes.of(Map.of());

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BOOTX64.EFI              | application/efi
            debian-13.iso            | application/x-iso9660-image
            disk.qcow2               | application/octet-stream
            disk.img                 | application/octet-stream
            disk.vmdk                | application/octet-stream
            appliance.ova            | application/octet-stream
            appliance.ovf            | text/xml
            anaconda.ks              | text/plain
            boot.ipxe                | text/plain
            grub.cfg                 | text/plain
            preseed.cfg              | text/plain
            user-data                | text/plain
            .treeinfo                | text/plain
            a_1.0_amd64.deb          | application/vnd.debian.binary-package
            a_1.0_amd64.udeb         | application/vnd.debian.binary-package
            a-1.0.x86_64.rpm         | application/x-rpm
            a.apk                    | application/vnd.android.package-archive
            primary.xml.zck          | application/zchunk
            primary.xml.zst          | application/zstd
            initrd.gz                | application/gzip
            a.tar.gz                 | application/gzip
            a.tgz                    | application/gzip
            a.svgz                   | application/gzip
            a.tar.xz                 | application/x-xz
            a.tar.bz2                | application/x-bzip2
            a.tar                    | application/x-tar
            install.wim              | application/x-ms-wim
            virtio.cab               | application/vnd.ms-cab-compressed
            setup.exe                | application/octet-stream
            setup.msi                | application/x-msi
            syslog.log               | text/plain
            compose.yaml             | text/plain
            a.toml                   | text/plain
            SHA256SUMS               | text/plain
            sha256sums               | text/plain
            a.iso.sha256             | text/plain
            a.iso.asc                | text/plain
            a.iso.sig                | application/pgp-signature
            README                   | text/plain
            Makefile                 | text/plain
            LICENSE                  | text/plain
            Packages                 | text/plain
            Release                  | text/plain
            vmlinuz                  | application/octet-stream
            initrd                   | application/octet-stream
            readme.md                | text/markdown
            index.html               | text/html
            INDEX.HTM                | text/html
            app.mjs                  | text/javascript
            a.wasm                   | application/wasm
            a.json                   | application/json
            a.woff2                  | font/woff2
            a.avif                   | image/avif
            a.webp                   | image/webp
            a.heic                   | image/heic
            a.opus                   | audio/opus
            a.flac                   | audio/flac
            a.m4a                    | audio/mp4
            a.mkv                    | video/matroska
            a.mp4                    | video/mp4
            a.webm                   | video/webm
            a b#?.txt                | text/plain
            """)
    void typeOf_knownName_isItsType(String name, String type) {
        assertThat(TYPES.typeOf(name)).isEqualTo(type);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``
            .
            ..
            a
            html
            .=readme
            =readme
            a.
            a.html.
            a.htmlx
            a.html~
            a.html/
            a.ht ml
            a.=readme
            README.x
            readme2
            xreadme
            makefile.x
            vmlinuz-6.1.0-9-amd64
            a.ＨＴＭＬ
            """)
    void typeOf_nearMiss_isUnknown(String name) {
        assertThat(TYPES.typeOf(name)).isEqualTo("application/octet-stream");
    }

    @Test
    void typeOf_override_winsOverTheTable() {
        MediaTypes types = MediaTypes.of(Map.of("iso", "application/vnd.efi.iso", "mine", "text/x-mine"));

        assertThat(types.typeOf("a.ISO")).isEqualTo("application/vnd.efi.iso");
        assertThat(types.typeOf("a.mine")).isEqualTo("text/x-mine");
        assertThat(types.typeOf("mine")).isEqualTo("application/octet-stream");
        assertThat(types.typeOf("a.txt")).isEqualTo("text/plain");
        assertThat(TYPES.typeOf("a.iso")).isEqualTo("application/x-iso9660-image");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            index.html  | ALL
            a.JS        | ALL
            README      | ALL
            data.json   | ALL
            a.svg       | ALL
            console.log | ALL
            a.wasm      | PRECOMPRESSED
            boot.ipxe   | NONE
            a.ks        | NONE
            grub.cfg    | NONE
            .treeinfo   | NONE
            user-data   | NONE
            Packages    | NONE
            SHA256SUMS  | NONE
            a.yaml      | NONE
            a.xml       | NONE
            a.sh        | NONE
            a.iso       | NONE
            a.html.gz   | NONE
            a.png       | NONE
            a.html~     | NONE
            unknown     | NONE
            """)
    void codingsOf_name_areThoseOfTheTable(String name, MediaTypes.Codings codings) {
        assertThat(TYPES.codingsOf(name)).isEqualTo(codings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pythonsLines")
    void typeOf_extensionPythonKnows_isPythonsType(String line) {
        String[] words = line.split(" ");

        assertThat(TYPES.typeOf("file." + words[0])).isEqualTo(words[1]);
    }

    @Test
    void table_everyLine_isWellFormedAndEveryKeyIsThereOnce() throws IOException {
        Set<String> keys = new HashSet<>();
        for (String line : lines(MediaTypes.class, "media-types.txt")) {
            assertThat(line)
                    .matches("(application|audio|font|image|message|model|text|video)/[a-z0-9][a-z0-9.+-]*[~^]?"
                            + "( =?[a-z0-9][a-z0-9_-]*)+");
            for (String key : line.substring(line.indexOf(' ') + 1).split(" ")) {
                assertThat(keys.add(key)).as(key).isTrue();
            }
        }
        assertThat(keys).hasSizeGreaterThan(500);
    }

    static Stream<String> pythonsLines() throws IOException {
        return lines(MediaTypesTest.class, "/tables/python-mimetypes.txt").stream();
    }

    private static List<String> lines(Class<?> near, String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(near.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }
}
