package io.vmshare.cli.forward.qemu;

import com.grack.nanojson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** QEMU's monitor by QMP on a unix socket. */
public final class QmpMonitor implements Monitor {

    private final QmpClient client;

    private QmpMonitor(QmpClient client) {
        this.client = client;
    }

    /**
     * Connects to QEMU.
     *
     * @param name what the owner calls the socket
     * @throws io.vmshare.cli.forward.ForwardException if nobody who speaks QMP answers there
     */
    public static QmpMonitor connect(Path socket, String name) {
        return new QmpMonitor(QmpClient.connect(socket, name));
    }

    @Override
    public String say(String line) {
        return client.humanMonitor(line);
    }

    @Override
    public String whyNothingAnswers() {
        JsonObject status = client.execute("query-status", new JsonObject()).getObject("return", new JsonObject());
        return GuestState.whyNothingAnswers(status.getString("status", "in no state that QEMU tells"));
    }

    @Override
    public Optional<String> goneWithin(Duration patience) {
        return client.hasEnded(patience)
                ? Optional.of("the guest is gone, and its forward with it: QEMU closed the monitor")
                : Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }
}
