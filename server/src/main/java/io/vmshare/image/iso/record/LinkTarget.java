package io.vmshare.image.iso.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Gathers where a link leads from its {@code SL} fields (RRIP 1.12 §4.1.3). Not thread-safe. */
final class LinkTarget {

    /** Linux's PATH_MAX, less the NUL. */
    private static final int MAX_BYTES = 4095;

    private static final int GOES_ON = 1;
    private static final int CURRENT = 2;
    private static final int PARENT = 4;
    private static final int ROOT = 8;
    private static final int VOLUME_ROOT = 16;
    private static final int KNOWN = GOES_ON | CURRENT | PARENT | ROOT | VOLUME_ROOT;

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private boolean found;
    private boolean slashDue;
    private boolean damaged;

    /** Takes the components from {@code at} to {@code end}. */
    void add(byte[] field, int at, int end) {
        found = true;
        int next = at;
        while (next < end) {
            if (end - next < 2 || Bytes.u8(field, next + 1) > end - next - 2) {
                damaged = true;
                return;
            }
            int length = Bytes.u8(field, next + 1);
            component(Bytes.u8(field, next), field, next + 2, length);
            next += 2 + length;
        }
    }

    private void component(int flags, byte[] field, int at, int length) {
        if (slashDue) {
            target.write('/');
        }
        if ((flags & (ROOT | VOLUME_ROOT)) != 0) {
            target.reset();
            target.write('/');
        } else if ((flags & PARENT) != 0) {
            target.writeBytes("..".getBytes(StandardCharsets.US_ASCII));
        } else if ((flags & CURRENT) != 0) {
            target.write('.');
        } else {
            target.write(field, at, length);
        }
        slashDue = (flags & (GOES_ON | ROOT | VOLUME_ROOT)) == 0;
        damaged |= (flags & ~KNOWN) != 0 || target.size() > MAX_BYTES;
        if (damaged) {
            target.reset();
        }
    }

    /** Returns it; empty if there was no field, or what they say is no path. */
    Optional<String> text() {
        String text = RecordName.text(target.toByteArray());
        return !found || damaged || text.isEmpty() || text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
    }
}
