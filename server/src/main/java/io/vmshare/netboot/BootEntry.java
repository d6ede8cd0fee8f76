package io.vmshare.netboot;

import java.util.List;

/**
 * One thing to start. Paths are relative to the directory that was asked about, with slashes, as text that is not encoded;
 * they have no control characters. Immutable.
 *
 * <p>In the arguments <code>{tree}</code> stands for the absolute URL of {@link #tree} without a slash at its end,
 * <code>{host}</code> and <code>{path}</code> for that URL's host with its port, and for its path without a slash at its
 * end, <code>{image}</code> for the URL of {@link #image}, and <code>{answer}</code> for that of {@link #answer}. What
 * stands around them needs no encoding.
 *
 * @param row id of the row that recognised it, such as {@code debian-netboot}
 * @param title one line of printable ASCII for a menu, such as {@code Debian 12 installer (x86_64)}; it has no quotes,
 *     dollars, braces or backslashes
 * @param architecture what it is made for
 * @param start how it is started
 * @param tree path of the tree it belongs to: empty, or with a slash at its end; below an image that is the image's name
 *     and a slash
 * @param image path of the image that holds the tree or that the tree needs as a whole; empty if there is none. It
 *     begins with {@code ../} if the directory that was asked about lies in that image
 * @param file what is loaded: kernel, script, EFI program, wimboot, disc or disk image; empty if nothing is
 * @param companions what is loaded beside it, in order
 * @param arguments the words of the kernel's command line; of a repository the lines for its client, of a seed the
 *     words for the kernel of another system
 * @param answer path of the answer file or seed directory (with a slash at its end) that this entry uses; empty if none,
 *     {@code ./} if it is the directory that was asked about
 * @param missing what has to be there before it starts or installs, for people; empty if all is
 */
public record BootEntry(
        String row,
        String title,
        Architecture architecture,
        Start start,
        String tree,
        String image,
        String file,
        List<Companion> companions,
        List<String> arguments,
        String answer,
        String missing) {

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

    /**
     * A file that is loaded beside the first.
     *
     * @param path where it is
     * @param name the name that it gets in the initial file system, such as {@code proxmox.iso} or {@code BCD}; empty for
     *     an initrd, which is itself such a file system
     */
    public record Companion(String path, String name) {

        /** Returns an initrd. */
        public static Companion initrd(String path) {
            return new Companion(path, "");
        }
    }

    /** Copies the lists. */
    public BootEntry {
        companions = List.copyOf(companions);
        arguments = List.copyOf(arguments);
    }

    /** Returns this entry under another title. */
    public BootEntry withTitle(String other) {
        return new BootEntry(
                row, other, architecture, start, tree, image, file, companions, arguments, answer, missing);
    }
}
