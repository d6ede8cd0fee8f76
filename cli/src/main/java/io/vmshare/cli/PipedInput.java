package io.vmshare.cli;

import io.vmshare.GrowingFile;
import io.vmshare.StartupException;
import io.vmshare.cli.host.SpoolFile;
import io.vmshare.cli.host.StandardInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Standard input as a file to be shared, which grows as fast as its bytes come, until they end or the disk is about to be
 * full. See decision 42.
 */
final class PipedInput implements Runnable {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final long PAUSE_NANOS = 10_000_000;

    private static final String MORE_ROOM = "name a larger directory with java -Djava.io.tmpdir=DIR -jar share.jar";

    private final String name;
    private final SpoolFile spool;
    private final GrowingFile file;
    private boolean quiet;
    private Ending ending = Ending.NEVER;

    private PipedInput(String name, SpoolFile spool, GrowingFile file) {
        this.name = name;
        this.spool = spool;
        this.file = file;
    }

    /** Opens it as a file called {@code name}; nothing is read yet. */
    static PipedInput open(String name) {
        if (!StandardInput.isOpen()) {
            throw new UsageException("cannot share standard input: it is closed; pipe something into it");
        }
        if (StandardInput.isDirectory()) {
            throw new UsageException("cannot share standard input: it is a directory; name it as a path");
        }
        Path directory = Path.of(System.getProperty("java.io.tmpdir", "")).toAbsolutePath();
        SpoolFile spool;
        try {
            spool = SpoolFile.create(directory);
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.Reason.OTHER,
                    "cannot keep standard input in " + directory + ": no file can be created there; name"
                            + " another directory with java -Djava.io.tmpdir=DIR -jar share.jar",
                    e);
        }
        try {
            return new PipedInput(name, spool, GrowingFile.of(name, spool.channel()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--name: " + e.getMessage() + "; write it like dmesg.txt");
        }
    }

    /** Returns what is to be shared. */
    Path path() {
        return file.path();
    }

    /**
     * Reads on a thread of its own, which keeps no program from ending.
     *
     * @param told is told when no more comes
     */
    void start(boolean nothingButErrors, Ending told) {
        quiet = nothingButErrors;
        ending = told;
        if (!quiet && StandardInput.isTerminal()) {
            ErrorLines.print("what is typed here is shared as " + name + ", until Ctrl-D");
        }
        Thread thread = new Thread(this, "share-input");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (ReadableByteChannel in = StandardInput.channel()) {
            copy(in);
        } catch (IOException e) {
            return; // it cannot be closed, which matters to nobody here
        }
    }

    /** Reads until there is no more, or no more room; then the closed pipe tells whoever goes on writing. */
    private void copy(ReadableByteChannel in) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        boolean goesOn = true;
        while (goesOn) {
            int count;
            try {
                count = in.read(buffer.clear());
            } catch (IOException e) {
                cut("standard input cannot be read any further");
                return;
            }
            if (count > 0) {
                goesOn = keep(buffer.flip());
            } else if (count < 0) {
                end();
                goesOn = false;
            } else { // whoever else has the pipe has told it not to wait
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Returns whether there was room for it. */
    private boolean keep(ByteBuffer bytes) {
        try {
            if (spool.hasRoomFor(bytes.remaining())) {
                file.append(bytes);
                return true;
            }
            cut(spool.directory() + " is almost full; " + MORE_ROOM);
        } catch (IOException e) {
            cut(spool.directory() + " takes no more; " + MORE_ROOM);
        }
        return false;
    }

    private void end() {
        file.end();
        if (!quiet) {
            ErrorLines.print("standard input has ended: " + name + " has " + bytes());
        }
        ending.allHasCome(file.tag(), file.length());
    }

    private void cut(String why) {
        ending.inputIsCut(); // first: whoever has all of what came may end the share at once
        file.cut();
        ErrorLines.print(name + " ends after " + bytes() + ", and is served so far: " + why);
        ending.allHasCome(file.tag(), file.length());
    }

    private String bytes() {
        long count = file.length();
        return count + (count == 1 ? " byte" : " bytes");
    }
}
