package io.vmshare.cli.show;

import com.grack.nanojson.JsonWriter;

/**
 * Renders a forwarded port: the URL on one line, or one JSON object on one line. Pure.
 *
 * <pre>
 * {"url":"http://127.0.0.1:8080/",     where the guest's share answers on this machine
 *  "hostPort":8080,"guestPort":8000}
 * </pre>
 */
public final class ForwardText {

    private ForwardText() {}

    /** Returns the URL under which a forwarded port answers on this machine. */
    public static String url(int hostPort) {
        return "http://127.0.0.1:" + hostPort + "/";
    }

    /** Returns the line for people, with its end. */
    public static String line(int hostPort) {
        return url(hostPort) + "\n";
    }

    /** Returns the object for programs, with its line end. */
    public static String json(int hostPort, int guestPort) {
        return JsonWriter.string()
                        .object()
                        .value("url", url(hostPort))
                        .value("hostPort", hostPort)
                        .value("guestPort", guestPort)
                        .end()
                        .done()
                + "\n";
    }
}
