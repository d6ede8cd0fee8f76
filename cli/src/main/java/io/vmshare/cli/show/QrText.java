package io.vmshare.cli.show;

import io.vmshare.qr.QrModules;
import io.vmshare.reach.ShareUrl;
import java.nio.charset.Charset;

/** Renders a URL as a QR code for a terminal. Pure. */
public final class QrText {

    /** Two modules, one above the other, dark on light: by the upper one, then by the lower one. */
    private static final String[] DARK_ON_LIGHT = {" ", "\u2584", "\u2580", "\u2588"};

    /** The same where light is what is drawn. */
    private static final String[] LIGHT_ON_DARK = {"\u2588", "\u2580", "\u2584", " "};

    /** Black on white of the fixed part of the palette, which no theme of a terminal changes. */
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";

    private static final String ON_BLACK = "\u001b[48;5;16m";
    private static final String ON_WHITE = "\u001b[48;5;231m";
    private static final String PLAIN = "\u001b[0m";

    private QrText() {}

    /**
     * Returns the code of the URL that a device with a camera is likely to reach, and that URL on a line below; empty if there
     * is none. Such a device is no guest: it is on the network of this machine, if the share is there, too.
     *
     * @param charset that of the terminal
     * @param colours whether colours may be set; if not, light modules are drawn, as is right for light text on a dark ground
     */
    public static String render(Announcement share, Charset charset, boolean colours) {
        if (share.reach().urls().isEmpty() && share.reach().forwards().isEmpty()) {
            return "";
        }
        String url = url(share);
        QrModules code = QrModules.of(url);
        boolean halves = charset.newEncoder().canEncode('\u2580');
        return "\n" + (halves ? halves(code, colours) : squares(code, colours)) + url + "\n";
    }

    private static String url(Announcement share) {
        for (ShareUrl url : share.reach().urls()) {
            if (url.kind() == ShareUrl.Kind.LAN) {
                return url.uri().toString();
            }
        }
        return Banner.root(share);
    }

    /** Two rows of modules a line, since a character is about twice as high as it is wide. */
    private static String halves(QrModules code, boolean colours) {
        String[] blocks = colours ? DARK_ON_LIGHT : LIGHT_ON_DARK;
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < code.side(); y += 2) {
            text.append(colours ? BLACK_ON_WHITE : "");
            for (int x = 0; x < code.side(); x++) {
                text.append(blocks[(code.isDark(x, y) ? 2 : 0) + (code.isDark(x, y + 1) ? 1 : 0)]);
            }
            text.append(colours ? PLAIN : "").append('\n');
        }
        return text.toString();
    }

    /** A module is two characters, of ASCII. */
    private static String squares(QrModules code, boolean colours) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < code.side(); y++) {
            for (int x = 0; x < code.side(); x++) {
                boolean dark = code.isDark(x, y);
                if (colours) {
                    text.append(dark ? ON_BLACK : ON_WHITE).append("  ");
                } else {
                    text.append(dark ? "  " : "##");
                }
            }
            text.append(colours ? PLAIN : "").append('\n');
        }
        return text.toString();
    }
}
