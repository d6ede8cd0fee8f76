package io.vmshare.qr;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;

/** The modules of a QR code, with the light border that readers need. Immutable; nothing of it knows how they are drawn. */
public final class QrModules {

    /** More does not fit into the largest code (ISO/IEC 18004, version 40, level L). */
    public static final int MAX_BYTES = 2953;

    /** In modules (ISO/IEC 18004 §6.3.8). */
    private static final int QUIET_ZONE = 4;

    private final QrCode code;

    private QrModules(QrCode code) {
        this.code = code;
    }

    /**
     * Returns the code of {@code text}, as small as it can be.
     *
     * @throws IllegalArgumentException if it is longer than {@link #MAX_BYTES} of UTF-8
     */
    public static QrModules of(String text) {
        try {
            return new QrModules(QrCode.encodeText(text, QrCode.Ecc.LOW));
        } catch (DataTooLongException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length() + " characters", e);
        }
    }

    /** Returns how many modules a row has, and how many rows there are, with the border. */
    public int side() {
        return code.size + 2 * QUIET_ZONE;
    }

    /** Returns whether the module {@code x} from the left and {@code y} from the top, each from 0, is dark; outside none is. */
    public boolean isDark(int x, int y) {
        return code.getModule(x - QUIET_ZONE, y - QUIET_ZONE);
    }
}
