package io.vmshare.kept;

/** What a table of kept files says of itself, for the tests of other packages. */
public final class Kept {

    private Kept() {}

    /** Returns how many answers were made of kept files. */
    public static long answers(KeptFiles files) {
        return files.answers();
    }

    /** Returns whether a file is kept for a canonical raw path; that does not count as use. */
    public static boolean holds(KeptFiles files, String path) {
        return files.find(path) != null;
    }

    /** Returns how many files are kept. */
    public static int files(KeptFiles files) {
        return files.count();
    }

    /** Returns how many of them are open. */
    public static int open(KeptFiles files) {
        return files.openCount();
    }

    /** Returns how many of them are in chunks. */
    public static int inChunks(KeptFiles files) {
        return files.chunkCount();
    }

    /** Returns how many chunks are taken, for files or for what is sent. */
    public static int chunksTaken(KeptFiles files) {
        return files.chunks().taken();
    }
}
