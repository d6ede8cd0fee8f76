package io.vmshare.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SlowPlacesTest {

    private static final String MOUNTINFO = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            23 22 0:5 / /srv/share/nfs rw shared:2 master:3 - nfs4 host:/x rw
            24 22 0:6 / /srv/share/local rw - tmpfs tmpfs rw
            25 22 0:7 / /srv/share/deep/er/smb rw - cifs //host/x rw
            26 22 0:8 / /srv/share/my\\040share rw shared:4 - fuse.sshfs host: rw
            27 22 0:9 / /srv/share/back\\134slash rw - 9p host rw
            28 22 0:10 / /srv/share2/nfs rw - nfs host:/y rw
            29 22 0:11 / /srv/share/Ã© rw - virtiofs host rw
            """;

    @ParameterizedTest(name = "{0} is local: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ext4        | true
            xfs         | true
            btrfs       | true
            zfs         | true
            tmpfs       | true
            overlay     | true
            squashfs    | true
            iso9660     | true
            vfat        | true
            NTFS        | true
            ReFS        | true
            FAT32       | true
            exFAT       | true
            apfs        | true
            nfs         | false
            nfs4        | false
            cifs        | false
            smb3        | false
            smbfs       | false
            9p          | false
            virtiofs    | false
            fuse        | false
            fuseblk     | false
            fuse.sshfs  | false
            fuse.ext4   | false
            vboxsf      | false
            prl_fs      | false
            vmhgfs      | false
            afs         | false
            ceph        | false
            glusterfs   | false
            webdav      | false
            autofs      | false
            ext         | false
            ext44       | false
            ` ext4`     | false
            zip         | false
            zipfs       | false
            jimfs       | false
            ``          | false
            unknown     | false
            """)
    void isLocal_type_isOneOfTheList(String type, boolean local) {
        assertThat(SlowPlaces.isLocal(type)).isEqualTo(local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO9660", "FAT32", "TMPFS", "vfat"})
    void isLocal_underTurkishCase_isTheSame(String type) {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        try {
            assertThat(SlowPlaces.isLocal(type)).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "[{0}] may hang: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nfs                | true
            nfs/a              | true
            nfs/a/b            | true
            ``                 | true
            deep/er            | true
            deep               | false
            deep/er/smb        | true
            deep/er/smb/x      | true
            my share           | true
            my share/x         | true
            back\\slash       | true
            Ã©                 | true
            nfs2               | false
            nf                 | false
            NFS                | false
            local              | false
            local/nfs          | false
            local/x/y          | false
            deeper             | false
            deep/er2           | false
            deep/other/smb     | false
            my                 | false
            my\\040share       | false
            srv                | false
            srv/share/nfs      | false
            """)
    void at_pathBelowARootOfLocalType_goesByTheKernelsTable(String path, boolean slow) {
        List<List<Name>> places = SlowPlaces.parse(MOUNTINFO, names("srv/share"));

        assertThat(SlowPlaces.at(places, names(path)).isPresent()).isEqualTo(slow);
    }

    @Test
    void parse_otherRoot_hasOtherPlaces() {
        assertThat(SlowPlaces.parse(MOUNTINFO, names("srv/other"))).isEmpty();
        assertThat(SlowPlaces.parse(MOUNTINFO, names("srv/share/nfs"))).isEmpty();
        assertThat(SlowPlaces.parse(MOUNTINFO, names("srv/share2"))).containsExactly(names("nfs"));
        assertThat(SlowPlaces.parse(MOUNTINFO, List.of())).hasSize(6);
        assertThat(SlowPlaces.parse("", List.of())).isEmpty();
        assertThat(SlowPlaces.parse("1 2 0:3 / /nfs rw - nfs x", List.of())).containsExactly(names("nfs"));
        assertThat(SlowPlaces.parse("x\n\n - \n1 2 3 4 5 - nfs", List.of())).isEmpty();
    }

    @Test
    void below_directoryOfLocalType_isNowhereSlow(@TempDir Path directory) throws IOException {
        assumeTrue(SlowPlaces.isLocal(Files.getFileStore(directory).type()));

        assertThat(SlowPlaces.below(directory, false).at(names("a/b"))).isEmpty();
    }

    @Test
    void below_otherProvider_isSlowEverywhere(@TempDir Path directory) throws IOException {
        URI zip = URI.create("jar:" + directory.resolve("a.zip").toUri());
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
                FileSystem archive = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThat(SlowPlaces.below(memory.getPath("/"), false).at(List.of()))
                    .isPresent();
            assertThat(SlowPlaces.below(archive.getPath("/"), false).at(names("a")))
                    .isPresent();
        }
    }

    private static List<Name> names(String path) {
        return Stream.of(path.split("/"))
                .filter(name -> !name.isEmpty())
                .map(Name::ofBytes)
                .collect(Collectors.toList());
    }
}
