package io.vmshare.cli;

import io.vmshare.cli.host.Browser;
import io.vmshare.reach.Reach;
import io.vmshare.reach.ShareUrl;
import java.util.concurrent.locks.LockSupport;

/** Opens the share in a browser of this machine, and says so if that does not work. */
final class BrowserStart implements Runnable {

    private final Reach reach;

    BrowserStart(Reach reach) {
        this.reach = reach;
    }

    /** Runs on a thread of its own: the share does not wait for a browser. */
    void start() {
        Thread thread = new Thread(this, "share-open");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        String url = url(reach);
        if (url.isEmpty()) {
            ErrorLines.print("--open: no URL leads from this machine to the share; bind an address of it");
            return;
        }
        LockSupport.parkNanos(BootNews.FIRST_ANSWERS_NANOS);
        String why = Browser.open(url, System.getenv(), System.getProperty("os.name", ""));
        if (!why.isEmpty()) {
            ErrorLines.print("--open: " + why + "; open " + url + " yourself");
        }
    }

    /** Returns the URL by which this machine reaches the share, or the first of others; empty if there is none. */
    static String url(Reach reach) {
        for (ShareUrl url : reach.urls()) {
            if (url.kind() == ShareUrl.Kind.THIS_MACHINE) {
                return url.uri().toString();
            }
        }
        return reach.urls().isEmpty() ? "" : reach.urls().get(0).uri().toString();
    }
}
