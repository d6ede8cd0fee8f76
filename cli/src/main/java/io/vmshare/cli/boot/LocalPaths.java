package io.vmshare.cli.boot;

import java.util.Optional;

/** Where things are on this machine. Implementations that ask the system are at the edge; tests give tables. */
public interface LocalPaths {

    /** Returns the text of the shared path. */
    String root();

    /** Returns the text of the absolute path of a file in the share; empty if it is none here, as one within an image. */
    Optional<String> file(String path);

    /** Returns the text of the path of a UEFI firmware for QEMU; empty if none is found. */
    Optional<String> firmware();
}
