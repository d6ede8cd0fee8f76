package io.vmshare.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Counts the bytes that a connection has taken. Written by one thread at a time, read by any. */
final class SinkMeter extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private volatile long taken;

    SinkMeter(StreamSinkConduit next) {
        super(next);
    }

    /** Returns how many bytes the system has taken for the peer. */
    long taken() {
        return taken;
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
