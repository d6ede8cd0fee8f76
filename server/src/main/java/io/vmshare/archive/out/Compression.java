package io.vmshare.archive.out;

import io.vmshare.archive.tree.Member;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;

/** Which files are worth compressing, and how much. Pure. */
final class Compression {

    /** A network is mostly faster than a processor that tries hard. */
    static final int LEVEL = Deflater.BEST_SPEED;

    /** What is compressed already, or mostly holds what is: discs and packages. */
    private static final Set<String> COMPRESSED = Set.of(
            "7z",
            "aac",
            "apk",
            "appimage",
            "avif",
            "br",
            "bz2",
            "cab",
            "crx",
            "deb",
            "docx",
            "ear",
            "epub",
            "esd",
            "flac",
            "flatpak",
            "gif",
            "gz",
            "heic",
            "iso",
            "jar",
            "jpeg",
            "jpg",
            "lz",
            "lz4",
            "lzma",
            "lzo",
            "m4a",
            "m4v",
            "mkv",
            "mov",
            "mp3",
            "mp4",
            "mpeg",
            "mpg",
            "msi",
            "odp",
            "ods",
            "odt",
            "oga",
            "ogg",
            "ogv",
            "opus",
            "png",
            "pptx",
            "rar",
            "rpm",
            "snap",
            "sqfs",
            "squashfs",
            "swm",
            "tbz",
            "tbz2",
            "tgz",
            "txz",
            "tzst",
            "udeb",
            "war",
            "webm",
            "webp",
            "whl",
            "wim",
            "wma",
            "wmv",
            "woff",
            "woff2",
            "xlsx",
            "xpi",
            "xz",
            "zck",
            "zip",
            "zst");

    private Compression() {}

    /** Returns whether the bytes of {@code member} are compressed in a zip. */
    static boolean isDeflated(Member member) {
        String name = member.name();
        int dot = name.lastIndexOf('.');
        boolean compressed =
                dot >= 0 && COMPRESSED.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
        return member.isFile() && member.size() > 0 && !compressed;
    }
}
