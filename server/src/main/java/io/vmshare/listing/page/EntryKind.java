package io.vmshare.listing.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a file is likely to be, by its name: a letter that is its row's class, which the style and the script know. Pure. */
final class EntryKind {

    private static final Map<String, String> KINDS = kinds();

    private EntryKind() {}

    /** Returns the letter for a file with this name; empty for one that is no known kind. */
    static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : KINDS.getOrDefault(name.substring(dot + 1).toLowerCase(Locale.ROOT), "");
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new HashMap<>();
        put(kinds, "a", "mp3 ogg oga opus flac wav m4a aac");
        put(kinds, "i", "png jpg jpeg gif webp avif bmp ico svg");
        put(kinds, "m", "iso img raw qcow qcow2 vmdk vdi vhd vhdx vfd ova ovf wim dmg squashfs");
        put(kinds, "p", "pdf");
        put(
                kinds,
                "t",
                "txt text log md markdown csv tsv json xml yaml yml toml ini cfg conf ks ipxe sh py rb pl java c h cpp"
                        + " js mjs css html htm diff patch sql properties list repo service");
        put(kinds, "v", "mp4 m4v webm ogv mov mkv");
        put(kinds, "x", "exe msi efi deb rpm apk jar bin run appimage ko so dll sys");
        put(kinds, "z", "zip tar gz tgz bz2 tbz xz txz zst lz lzma 7z rar cab cpio zck");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, String> kinds, String letter, String extensions) {
        for (String extension : extensions.split(" ", -1)) {
            kinds.put(extension, letter);
        }
    }
}
