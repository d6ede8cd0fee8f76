/**
 * Directories as archives, written while they are sent. It must not know how files are found or opened, nor any other
 * capability. Internal, but for {@code ArchiveOptions}.
 */
@NullMarked
package io.vmshare.archive;

import org.jspecify.annotations.NullMarked;
