package io.vmshare.image.iso;

/**
 * What firmware may start an image by (El Torito 1.0, UEFI 2.10 §13.3.2.1). Immutable.
 *
 * @param platform for which machine
 * @param emulation as what kind of drive it is shown to that
 * @param bootable whether it may be started
 * @param position where it begins in the image, in bytes
 * @param length how long it is, in bytes; El Torito says that of few, so it may be a guess
 */
public record BootImage(Platform platform, Emulation emulation, boolean bootable, long position, long length) {

    /** The machines that there are numbers for. */
    public enum Platform {
        /** A PC with a BIOS. */
        BIOS,
        /** A PowerPC. */
        POWERPC,
        /** A Macintosh. */
        MAC,
        /** Any machine with UEFI. */
        EFI,
        /** A number that is none of these. */
        OTHER;

        static Platform of(int number) {
            return switch (number) {
                case 0 -> BIOS;
                case 1 -> POWERPC;
                case 2 -> MAC;
                case 0xEF -> EFI;
                default -> OTHER;
            };
        }
    }

    /** The kinds of drives. */
    public enum Emulation {
        /** None: it is loaded as it is. */
        NONE(0),
        /** A floppy disk of 1.2 MB. */
        FLOPPY_1200(1200 * 1024L),
        /** A floppy disk of 1.44 MB. */
        FLOPPY_1440(1440 * 1024L),
        /** A floppy disk of 2.88 MB. */
        FLOPPY_2880(2880 * 1024L),
        /** A hard disk. */
        HARD_DISK(0);

        private final long length;

        Emulation(long length) {
            this.length = length;
        }

        /** Returns the length of a drive of this kind, in bytes; 0 if there are several. */
        long length() {
            return length;
        }

        static Emulation of(int type) {
            int number = type & 0x0F;
            return number < values().length ? values()[number] : NONE;
        }
    }
}
