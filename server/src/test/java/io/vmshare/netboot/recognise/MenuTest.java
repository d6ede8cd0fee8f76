package io.vmshare.netboot.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmshare.netboot.BootEntry;
import io.vmshare.netboot.BootMenu;
import io.vmshare.netboot.TreeFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Menus of more than one tree, and of trees that mean harm. */
@Timeout(30)
class MenuTest {

    private static final String HARMLESS = "[A-Za-z0-9 ._+/,:()-]*";

    @Test
    void of_directoryOfImages_isAMenuOfAll() {
        BootMenu menu = menu(
                "alpine.iso",
                "alpine.iso/boot/vmlinuz-lts",
                "alpine.iso/boot/initramfs-lts",
                "alpine.iso/boot/modloop-lts",
                "alpine.iso/apks/x86_64/APKINDEX.tar.gz",
                "arch.iso",
                "arch.iso/arch/boot/x86_64/vmlinuz-linux",
                "arch.iso/arch/boot/x86_64/initramfs-linux.img",
                "arch.iso/arch/x86_64/airootfs.sfs");

        assertThat(menu.entries())
                .extracting(BootEntry::row)
                .containsExactly("alpine", "arch", "disc-image", "disc-image");
        assertThat(menu.entries())
                .extracting(BootEntry::image)
                .containsExactly("alpine.iso", "arch.iso", "alpine.iso", "arch.iso");
    }

    @Test
    void of_treeOfAnImageAndTheImageItself_isNamedOnce() {
        BootMenu menu = menu(
                "casper/vmlinuz",
                "casper/initrd",
                "casper/minimal.squashfs",
                "EFI/boot/bootx64.efi",
                "ubuntu.iso",
                "ubuntu.iso/casper/vmlinuz",
                "ubuntu.iso/casper/initrd",
                "ubuntu.iso/casper/minimal.squashfs",
                "ubuntu.iso/EFI/boot/bootx64.efi");

        assertThat(menu.entries())
                .extracting(BootEntry::file)
                .containsExactly("casper/vmlinuz", "ubuntu.iso", "EFI/boot/bootx64.efi");
        assertThat(menu.entries().get(0).image()).isEqualTo("ubuntu.iso");
    }

    @Test
    void of_answerInAnotherTree_isNotTakenForThisOne() {
        BootMenu menu = menu(
                "images/pxeboot/vmlinuz",
                "images/pxeboot/initrd.img",
                "images/install.img",
                "ks.cfg",
                "old/images/pxeboot/vmlinuz",
                "old/images/pxeboot/initrd.img",
                "old/images/install.img");

        assertThat(menu.entries()).extracting(BootEntry::tree).containsExactly("", "", "old/");
        assertThat(menu.entries()).extracting(BootEntry::answer).containsExactly("", "ks.cfg", "");
    }

    @Test
    void of_everyTreeAtOnce_beginsWithTheOneThatAsks() throws Exception {
        TreeSet<String> paths = new TreeSet<>();
        int number = 0;
        for (TreeCase tree : TreeCase.all()) {
            number++;
            for (String path : TreeCase.withParents(tree.paths())) {
                paths.add("t" + number + "/" + path);
            }
        }
        BootMenu menu = Recogniser.of(new TreeFiles(paths, Map.of(), ""));

        assertThat(menu.complete()).isTrue();
        assertThat(menu.entries()).hasSizeGreaterThan(80);
        assertThat(menu.entries().get(0).answer()).isEmpty();
        assertThat(menu.entries().get(0).missing()).isEmpty();
        assertThat(menu.entries()).extracting(BootEntry::title).doesNotHaveDuplicates();
        assertThat(menu.entries()).allSatisfy(MenuTest::isHarmless);
    }

    @Test
    void of_thousandsOfAnswers_areCutAndSaid() {
        List<String> paths =
                new ArrayList<>(List.of("images/pxeboot/vmlinuz", "images/pxeboot/initrd.img", "images/install.img"));
        for (int i = 0; i < 5000; i++) {
            paths.add(i + ".ks");
        }
        BootMenu menu = menu(paths.toArray(new String[0]));

        assertThat(menu.entries()).hasSize(17);
        assertThat(menu.complete()).isFalse();
    }

    @Test
    void of_manyTrees_areCutAndSaid() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            paths.addAll(List.of("d/vmlinuz-" + i, "d/initramfs-" + i, "d/modloop-" + i, i + ".apkovl.tar.gz"));
        }
        BootMenu menu = menu(paths.toArray(new String[0]));

        assertThat(menu.entries()).hasSize(256);
        assertThat(menu.complete()).isFalse();
    }

    /** The class's time is far above what it takes; a cost that grows with the square would not end in it. */
    @Test
    void of_twentyThousandPaths_takesLittle() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            paths.addAll(List.of(
                    "t" + i + "/images/pxeboot/vmlinuz",
                    "t" + i + "/images/pxeboot/initrd.img",
                    "t" + i + "/images/install.img",
                    "t" + i + "/" + "-live-kernel-".repeat(19) + "x86_64",
                    "t" + i + "/dists/stable/Release"));
        }
        paths.add("x/".repeat(2000) + "boot.ipxe");

        assertThat(menu(paths.toArray(new String[0])).entries()).hasSize(256);
    }

    @Test
    void of_hostileNames_areHarmlessOrLeftOut() {
        BootMenu menu = menu(
                "a\nb.iso",
                "a\u001b[31m.iso",
                "a\u0085b.iso",
                "a\u2028b.iso",
                "${net0}`id`\"'<b>.iso",
                "${x}/debian-installer/amd64/linux",
                "${x}/debian-installer/amd64/initrd.gz",
                "${x}/\"; shell.preseed",
                "${x}/{tree}{answer}.preseed",
                "漢字.qcow2",
                "vmlinuz-${x}",
                "initramfs-${x}",
                "modloop-${x}",
                "dists/${x}/Release",
                "dists/sid/Release",
                "dists/sid/$(id)/x");

        assertThat(menu.entries())
                .extracting(BootEntry::file)
                .containsExactly(
                        "${x}/debian-installer/amd64/linux",
                        "${x}/debian-installer/amd64/linux",
                        "${x}/debian-installer/amd64/linux",
                        "${net0}`id`\"'<b>.iso",
                        "漢字.qcow2",
                        "");
        assertThat(menu.entries()).allSatisfy(MenuTest::isHarmless);
    }

    @Test
    void of_hostileTexts_areHarmless() {
        Random random = new Random(5);
        StringBuilder noise = new StringBuilder("[general]\nfamily=${x}\"`;\nversion=\u001b[0m\r\n[tree]\narch=x\n");
        while (noise.length() < 1 << 20) {
            noise.append((char) random.nextInt(0x3000));
        }
        TreeSet<String> paths = TreeCase.withParents(
                List.of("images/pxeboot/vmlinuz", "images/pxeboot/initrd.img", ".treeinfo", ".disk/info"));
        BootMenu menu = Recogniser.of(
                new TreeFiles(paths, Map.of(".treeinfo", noise.toString(), ".disk/info", "a".repeat(1 << 20)), ""));

        assertThat(menu.entries()).hasSize(1).allSatisfy(MenuTest::isHarmless);
    }

    private static void isHarmless(BootEntry entry) {
        assertThat(entry.title()).matches(HARMLESS).isNotBlank().hasSizeLessThan(250);
        assertThat(entry.missing()).matches(HARMLESS);
        for (String argument : entry.arguments()) {
            String filled = argument.replaceAll("\\{(tree|host|path|image|answer)}", "");
            assertThat(filled).matches("[A-Za-z0-9 ._+/,:;=\\[\\]-]*");
        }
    }

    private static BootMenu menu(String... paths) {
        return Recogniser.of(new TreeFiles(TreeCase.withParents(Arrays.asList(paths)), Map.of(), ""));
    }
}
