package io.vmshare.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootEntry.Start;
import io.vmshare.netboot.BootMenu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BootTextTest {

    private static final BootEntry ALPINE = Places.kernel("alpine", "alpine/", List.of("initramfs"), "ip=dhcp");

    private static String render(BootPlace place, BootMenu menu) {
        return BootText.render(BootAdvice.of(menu, place), place, StandardCharsets.UTF_8);
    }

    private static String banner(BootPlace place, BootMenu menu) {
        return BootText.banner(BootAdvice.of(menu, place), place, StandardCharsets.UTF_8);
    }

    @Test
    void render_oneKernel_isAsDocumented() {
        BootPlace place = Places.reachedAt("http://10.0.2.2:8000/", "", "");

        assertThat(render(place, Places.menu(ALPINE))).isEqualTo("""
                The commands need the share:  java -jar share.jar /srv/iso

                Linux of alpine    alpine/linux
                  QEMU, without network boot
                    qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci -kernel /srv/iso/alpine/linux \
                -initrd /srv/iso/alpine/initramfs -append ip=dhcp

                A menu of all that iPXE starts, over the network
                  QEMU, BIOS
                    qemu-system-x86_64 -m 4G -boot once=n \
                -nic 'user,model=virtio-net-pci,bootfile=http://10.0.2.2:8000/?boot=ipxe'
                  QEMU, UEFI
                    qemu-system-x86_64 -m 4G \
                -drive if=pflash,format=raw,readonly=on,file=/usr/share/OVMF/OVMF_CODE.fd -boot once=n \
                -nic 'user,model=virtio-net-pci,bootfile=http://10.0.2.2:8000/?boot=ipxe'
                  QEMU, on this terminal (append= ends each kernel's line; Ctrl-A X ends QEMU)
                    qemu-system-x86_64 -m 4G -nographic -boot once=n \
                -nic 'user,model=virtio-net-pci,bootfile=http://10.0.2.2:8000/?boot=ipxe&append=console=ttyS0'
                  VirtualBox NAT (undionly.kpxe of iPXE lies in /DIR; press Ctrl-B when it starts and type the second line)
                    VBoxManage modifyvm VM --boot1 net --nattftpprefix1 /DIR --nattftpfile1 undionly.kpxe
                    dhcp && chain http://10.0.2.2:8000/?boot=ipxe
                  iPXE shell (Ctrl-B in any iPXE, such as that of its ISO in VMware, Hyper-V or a real machine)
                    dhcp && chain http://10.0.2.2:8000/?boot=ipxe
                  GRUB's prompt (with the modules http and efinet)
                    net_bootp
                    configfile (http,10.0.2.2:8000)/?boot=grub

                A disk to install to:  qemu-img create -f qcow2 disk.qcow2 20G    \
                and for QEMU:  -drive if=virtio,file=disk.qcow2
                """);
    }

    @Test
    void render_searchThatEnded_saysSo() {
        assertThat(render(Places.ALL, new BootMenu(List.of(ALPINE), false)))
                .contains("\nThere is more in the tree than was searched; name a directory further down.\n");
    }

    @Test
    void render_noFirmware_saysWhereItComesFrom() {
        assertThat(render(Places.at("/srv/iso", ""), Places.menu(ALPINE)))
                .contains("QEMU, UEFI (OVMF_CODE.fd is the firmware for x86_64 of the package ovmf or edk2-ovmf)")
                .contains("file=OVMF_CODE.fd ");
    }

    @Test
    void banner_severalEntries_namesThreeAndOneCommand() {
        BootMenu menu = Places.menu(
                ALPINE,
                Places.kernel("arch", "a/", List.of()),
                Places.kernel("suse", "s/", List.of()),
                Places.single(Start.DISC, "disc", "x.iso"),
                Places.single(Start.DISC, "disc", "y.iso"));

        assertThat(banner(Places.ALL, menu)).isEqualTo("""
                Boot:   Linux of alpine, Linux of arch, Linux of suse and 1 more
                        qemu-system-x86_64 -m 4G -boot once=n \
                -nic 'user,model=virtio-net-pci,bootfile=http://10.0.2.2:8000/?boot=ipxe'
                        all ways:  java -jar share.jar boot /srv/iso
                """);
    }

    @Test
    void banner_anotherPort_isNamed() {
        BootPlace place = new BootPlace(Places.FILES, "", "", "", "", "http://localhost:9/", 9, Set.of());

        assertThat(banner(place, Places.menu(Places.single(Start.DISC, "disc", "x.iso"))))
                .endsWith("all ways:  java -jar share.jar boot --port 9 /srv/iso\n");
    }

    /** A disc that comes before all has an installer that looks for it as a CD. */
    @Test
    void banner_discFirst_isAttached() {
        BootMenu menu = Places.menu(Places.single(Start.DISC, "disc", "debian.iso"), ALPINE);

        assertThat(banner(Places.ALL, menu)).isEqualTo("""
                Boot:   A disc, Linux of alpine
                        qemu-system-x86_64 -m 4G -nic user,model=virtio-net-pci -cdrom /srv/iso/debian.iso
                        all ways:  java -jar share.jar boot /srv/iso
                """);
    }

    @Test
    void render_whatIsInNoMenu_isNotSaidToBe() {
        BootEntry windows = Places.lacking(Places.single(Start.WIMBOOT, "windows-pe", "wimboot"), "put it here");

        assertThat(render(Places.ALL, Places.menu(windows, ALPINE)))
                .contains("A windows-pe    wimboot\n  Missing: put it here\n\n");
        assertThat(render(Places.ALL, Places.menu(Places.lacking(ALPINE, "put it here"))))
                .endsWith("  Missing: put it here\n\nGuests that are not on user networking use"
                        + " http://192.168.122.1:8000/ in place of http://10.0.2.2:8000/\n");
    }

    @Test
    void banner_nothing_isEmpty() {
        assertThat(banner(Places.ALL, Places.menu())).isEmpty();
    }

    @Test
    void render_hostileNames_stayInTheirWordsAndLines() {
        BootEntry hostile = Places.single(Start.DISC, "disc", "a';reboot;'\u001b[2J\u202e.iso");
        BootPlace place = Places.at("/srv/$(reboot)", "");

        String text = render(place, Places.menu(hostile));

        assertThat(text)
                .doesNotContain("\u001b", "\u202e")
                .contains("-cdrom '/srv/$(reboot)/a'\\'';reboot;'\\''")
                .contains("-cdrom http://localhost:8000/a%27%3Breboot%3B%27%1B%5B2J%E2%80%AE.iso")
                .contains("java -jar share.jar '/srv/$(reboot)'");
    }

    @Test
    void json_everyKey_isAsDocumented() throws JsonParserException {
        BootAdvice advice = BootAdvice.of(Places.menu(ALPINE), Places.ALL);

        String line = BootAdviceJson.render(advice, Places.ALL);
        JsonObject json = JsonParser.object().from(line);
        JsonObject entry = json.getArray("entries").getObject(0);
        JsonObject way = entry.getArray("ways").getObject(0);

        assertThat(line).endsWith("}\n").hasLineCount(1);
        assertThat(json.keySet()).containsExactlyInAnyOrder("share", "port", "complete", "entries", "network");
        assertThat(json.getString("share")).isEqualTo("java -jar share.jar /srv/iso");
        assertThat(entry.keySet())
                .containsExactlyInAnyOrder(
                        "row", "title", "architecture", "start", "tree", "file", "answer", "missing", "ways");
        assertThat(entry.getString("start")).isEqualTo("kernel");
        assertThat(entry.getString("architecture")).isEqualTo("x86_64");
        assertThat(way.keySet()).containsExactlyInAnyOrder("id", "title", "lines", "note");
        assertThat(way.getString("id")).isEqualTo("qemu-kernel");
        assertThat(json.getArray("network").getObject(0).getString("id")).isEqualTo("qemu-bios");
    }

    @Test
    void json_everyId_isInTheGuide() throws IOException {
        BootAdvice advice = BootAdvice.of(
                Places.menu(
                        ALPINE,
                        Places.single(Start.DISC, "disc", "x.iso"),
                        Places.single(Start.PROGRAM, "efi", "x.efi"),
                        Places.words(Start.REPOSITORY, "apt", "", "deb {tree} a main"),
                        Places.words(Start.REPOSITORY, "dnf", "", "[share]"),
                        Places.words(Start.REPOSITORY, "apk", "", "{tree}"),
                        Places.words(Start.SEED, "cloud-init", "", "ds=nocloud-net;s={tree}/")),
                Places.ALL);
        Set<String> ids = new TreeSet<>();
        advice.entries().forEach(ways -> ways.forEach(way -> ids.add("`" + way.id() + "`")));
        advice.network().forEach(way -> ids.add("`" + way.id() + "`"));

        assertThat(ids).hasSize(19);
        assertThat(Files.readString(Path.of("..", "docs", "boot-json.md"))).contains(ids);
    }

    @Test
    void json_nothing_hasAnEmptyList() {
        assertThat(BootAdviceJson.render(BootAdvice.of(Places.menu(), Places.ALL), Places.ALL))
                .isEqualTo(
                        "{\"share\":\"java -jar share.jar /srv/iso\",\"port\":8000,\"complete\":true,\"entries\":[],\"network\":[]}\n");
    }
}
