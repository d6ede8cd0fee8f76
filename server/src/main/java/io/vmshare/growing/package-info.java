/**
 * Internal. Bytes that go on coming while they are served, as a file system of one file. It reads and writes a file that
 * somebody else has opened, and must not know of shares, requests or HTTP.
 */
@NullMarked
package io.vmshare.growing;

import org.jspecify.annotations.NullMarked;
