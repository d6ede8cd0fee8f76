package io.vmshare.archive.tree;

import java.time.Instant;

/**
 * One member of an archive. Names are bytes, each as a character below U+0100, with slashes between them and at neither end.
 *
 * @param kind what it is
 * @param place where it lies below the directory that is archived; empty for that itself
 * @param name what it is called in the archive
 * @param size the length of a file in bytes, else 0
 * @param modified when it was written last
 * @param mode the last nine bits of a POSIX mode
 * @param target where a link leads, from where it lies; else empty
 * @param identity mostly another for another file, whatever it is called; 0 if nothing tells
 */
public record Member(
        Kind kind, String place, String name, long size, Instant modified, int mode, String target, int identity) {

    /** The three things that archives hold. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A symbolic link. */
        LINK
    }

    /** Returns the member for a text of our own. */
    public static Member ofText(String name, int length, Instant modified) {
        return new Member(Kind.FILE, "", name, length, modified, 0644, "", 0);
    }

    /** Returns whether it is a regular file. */
    public boolean isFile() {
        return kind == Kind.FILE;
    }
}
