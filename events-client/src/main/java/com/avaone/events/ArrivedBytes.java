package com.avaone.events;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, up to the last byte that arrived. The JDK's own stream throws away what arrived and was not read yet when the
 * connection breaks.
 */
final class ArrivedBytes extends InputStream implements BodySubscriber<InputStream> {

    private static final ByteBuffer END = ByteBuffer.allocate(0);

    /** As many pieces as were asked for, which is two. */
    private final LinkedBlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();

    private List<ByteBuffer> piece = List.of();
    private int index;

    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(2);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        arrived.add(List.of(END));
    }

    @Override
    public void onComplete() {
        arrived.add(List.of(END));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        var buffer = current();
        if (buffer == END) {
            var thrown = failure;
            if (closed || thrown != null) {
                throw new IOException(closed ? "Closed" : "The connection broke", thrown);
            }
            return -1;
        }
        var read = Math.min(buffer.remaining(), length);
        buffer.get(bytes, offset, read);
        return read;
    }

    /** The buffer to read from, which has something or is the end. */
    private ByteBuffer current() throws IOException {
        while (true) {
            while (index < piece.size()) {
                var buffer = piece.get(index);
                if (buffer == END || buffer.hasRemaining()) {
                    return buffer;
                }
                index++;
            }
            try {
                piece = arrived.take();
                index = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
            var source = subscription;
            if (source != null) {
                source.request(1);
            }
        }
    }

    /** Wakes whoever reads. */
    @Override
    public void close() {
        closed = true;
        var source = subscription;
        if (source != null) {
            source.cancel();
        }
        arrived.add(List.of(END));
    }
}
