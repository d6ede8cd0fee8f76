package io.vmshare.archive;

import java.util.Optional;
import java.util.stream.Stream;

/** A form of archive. */
enum ArchiveFormat {
    ZIP("zip", "application/zip"),
    TAR("tar", "application/x-tar"),
    TAR_GZ("tar.gz", "application/gzip");

    private final String word;
    private final String mediaType;

    ArchiveFormat(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /** Returns the format that {@code word} asks for. */
    static Optional<ArchiveFormat> of(String word) {
        return Stream.of(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /** Returns the word that asks for it, which is the file's extension, too. */
    String word() {
        return word;
    }

    /** Returns its media type. */
    String mediaType() {
        return mediaType;
    }
}
