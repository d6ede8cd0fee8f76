package io.vmshare.qr.picture;

import io.vmshare.qr.QrModules;

/** A QR code as SVG: one path, black on white in any scheme. Pure. */
final class QrPicture {

    private static final int PIXELS_OF_A_MODULE = 8;

    private QrPicture() {}

    /**
     * Returns {@code code} as a picture.
     *
     * @param title what the code says: ASCII without what XML gives a meaning to
     */
    static String render(QrModules code, String title) {
        int side = code.side();
        int pixels = PIXELS_OF_A_MODULE * side;
        StringBuilder out = new StringBuilder(8 * 1024);
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side + "\" width=\"" + pixels
                        + "\" height=\"" + pixels + "\" shape-rendering=\"crispEdges\">\n<title>" + title
                        + "</title>\n<path fill=\"#fff\" d=\"M0 0h" + side + "v" + side + "H0z\"/>\n<path d=\"");
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int end = x;
                while (code.isDark(end, y)) {
                    end++; // the border is light
                }
                if (end > x) {
                    int run = end - x;
                    out.append("M" + x + " " + y + "h" + run + "v1h-" + run + "z");
                    x = end;
                }
            }
        }
        return out.append("\"/>\n</svg>\n").toString();
    }
}
