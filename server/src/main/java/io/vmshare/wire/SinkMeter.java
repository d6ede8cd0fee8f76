package io.vmshare.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.WriteReadyHandler;

/** Counts the bytes that a connection has taken. Written by one thread at a time, read by any. */
final class SinkMeter extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private final ConduitStreamSinkChannel channel;
    private volatile long taken;

    /** Creates one between {@code channel} and its conduit. */
    SinkMeter(ConduitStreamSinkChannel channel) {
        super(channel.getConduit());
        this.channel = channel;
        channel.setConduit(this);
    }

    /** Returns how many bytes the system has taken for the peer. */
    long taken() {
        return taken;
    }

    /** Calls {@code handler} in place of the channel whenever the connection takes bytes. */
    void lend(WriteReadyHandler handler) {
        next.setWriteReadyHandler(handler);
        next.resumeWrites();
    }

    /** Ends what {@link #lend} began. */
    void takeBack() {
        next.suspendWrites();
        next.setWriteReadyHandler(new WriteReadyHandler.ChannelListenerHandler<>(channel));
    }

    private long counted(long count) {
        if (count > 0) {
            long before = taken;
            taken = before + count;
        }
        return count;
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return counted(next.transferFrom(src, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        return counted(next.transferFrom(source, count, throughBuffer));
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return (int) counted(next.write(src));
    }

    @Override
    public long write(ByteBuffer[] srcs, int offs, int len) throws IOException {
        return counted(next.write(srcs, offs, len));
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return (int) counted(next.writeFinal(src));
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return counted(next.writeFinal(srcs, offset, length));
    }
}
