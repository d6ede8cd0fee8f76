package io.vmshare.netboot;

import java.util.List;

/**
 * One thing to start. Paths are relative to the directory that was asked about, with slashes, as text that is not encoded;
 * they have no control characters. Immutable.
 *
 * @param row id of the row that recognised it, such as {@code debian-installer}
 * @param title one line of printable ASCII for a menu, such as {@code Debian 12 installer (x86_64)}
 * @param architecture what it is made for
 * @param start how it is started
 * @param tree path of the tree it belongs to: empty, or with a slash at its end; below an image that is the image's name
 *     and a slash
 * @param file what is loaded: kernel, script, EFI program, boot.wim, disc or disk image; empty if nothing is
 * @param companions what is loaded beside it, in order: the initrds of a kernel
 * @param arguments the words of the kernel's command line, in which <code>{tree}</code> stands for the absolute URL of
 *     {@link #tree}, without a slash at its end, <code>{image}</code> for that of the image that holds the tree, and <code>{answer}</code> for that of {@link #answer}
 * @param answer path of the answer file or seed directory (with a slash at its end) that this entry uses; empty if none
 */
public record BootEntry(
        String row,
        String title,
        Architecture architecture,
        Start start,
        String tree,
        String file,
        List<String> companions,
        List<String> arguments,
        String answer) {

    /** How something is started. */
    public enum Start {
        /** A Linux kernel with initrds and a command line. */
        KERNEL,
        /** A script for iPXE. */
        SCRIPT,
        /** An EFI program, such as a boot loader. */
        PROGRAM,
        /** Windows PE, by wimboot; the companions are bootmgr, BCD, boot.sdi and boot.wim. */
        WIMBOOT,
        /** A disc image, as a CD-ROM or by {@code sanboot}. */
        DISC,
        /** A disk image: raw, qcow2, vmdk, vdi, vhdx. */
        DISK,
        /** A package repository, which is not started but installed from; the arguments are its client's lines. */
        REPOSITORY,
        /** A cloud-init seed, which another image is started with. */
        SEED
    }

    /** Copies the lists. */
    public BootEntry {
        companions = List.copyOf(companions);
        arguments = List.copyOf(arguments);
    }
}
