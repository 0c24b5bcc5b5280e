package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/** How documents and keys are laid down in the file: as BSON, so that it holds no Java class name. */
final class StoredTypes {

    static final BasicDataType<Document> DOCUMENT = new DocumentType();
    static final BasicDataType<Object> KEY = new KeyType();
    static final BasicDataType<KeyValue> INDEX_KEY = new IndexKeyType();

    private StoredTypes() {}

    private static void writeBson(WriteBuffer out, Document document) {
        var bytes = Unpooled.buffer(256);
        BsonEncoder.encodeDocument(document, bytes);
        out.putVarInt(bytes.readableBytes()).put(bytes.nioBuffer());
    }

    private static Document readBson(ByteBuffer in) {
        var length = DataUtils.readVarInt(in);
        var bytes = in.slice();
        bytes.limit(length);
        in.position(in.position() + length);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    private static final class DocumentType extends BasicDataType<Document> {

        @Override
        public int getMemory(Document document) {
            return 120 + 80 * document.size();
        }

        @Override
        public void write(WriteBuffer out, Document document) {
            writeBson(out, document);
        }

        @Override
        public Document read(ByteBuffer in) {
            return readBson(in);
        }

        @Override
        public Document[] createStorage(int size) {
            return new Document[size];
        }
    }

    /** A value of {@code _id}, or one field's value in a unique index. Any total order will do: it only has to be the same for ever. */
    private static final class KeyType extends BasicDataType<Object> {

        private static final byte MISSING = 0;
        private static final byte STRING = 1;
        private static final byte BSON = 2;

        @Override
        public int getMemory(Object key) {
            return key instanceof String text ? 40 + 2 * text.length() : 48;
        }

        @Override
        public int compare(Object a, Object b) {
            return order(a, b);
        }

        @Override
        public void write(WriteBuffer out, Object key) {
            if (key instanceof String text) {
                out.put(STRING);
                StringDataType.INSTANCE.write(out, text);
            } else if (isMissing(key)) {
                out.put(MISSING);
            } else {
                out.put(BSON);
                writeBson(out, new Document("", key));
            }
        }

        @Override
        public Object read(ByteBuffer in) {
            return switch (in.get()) {
                case MISSING -> Missing.getInstance();
                case STRING -> StringDataType.INSTANCE.read(in);
                default -> Objects.requireNonNull(readBson(in).get(""));
            };
        }

        @Override
        public Object[] createStorage(int size) {
            return new Object[size];
        }

        private static boolean isMissing(@Nullable Object key) {
            return key == null || key instanceof Missing;
        }

        static int order(@Nullable Object a, @Nullable Object b) {
            var rank = Integer.compare(rank(a), rank(b));
            if (rank != 0) {
                return rank;
            }
            return switch (a) {
                case Integer x -> x.compareTo((Integer) b);
                case Long x -> x.compareTo((Long) b);
                case Double x -> x.compareTo((Double) b);
                case String x -> x.compareTo((String) b);
                case ObjectId x -> x.compareTo((ObjectId) b);
                case null -> 0;
                case Missing _ -> 0;
                default -> Arrays.compareUnsigned(bytes(a), bytes(b));
            };
        }

        private static int rank(@Nullable Object key) {
            return switch (key) {
                case null -> 0;
                case Missing _ -> 0;
                case Integer _ -> 1;
                case Long _ -> 2;
                case Double _ -> 3;
                case String _ -> 4;
                case ObjectId _ -> 5;
                default -> 6;
            };
        }

        private static byte[] bytes(@Nullable Object key) {
            var bytes = Unpooled.buffer(64);
            BsonEncoder.encodeDocument(new Document("", key), bytes);
            return ByteBufUtil.getBytes(bytes);
        }
    }

    private static final class IndexKeyType extends BasicDataType<KeyValue> {

        @Override
        public int getMemory(KeyValue key) {
            var memory = 64;
            for (var part : key) {
                memory += KEY.getMemory(part);
            }
            return memory;
        }

        @Override
        public int compare(KeyValue a, KeyValue b) {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                var order = KeyType.order(a.get(i), b.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(a.size(), b.size());
        }

        @Override
        public void write(WriteBuffer out, KeyValue key) {
            out.putVarInt(key.size());
            for (var part : key) {
                KEY.write(out, part);
            }
        }

        @Override
        public KeyValue read(ByteBuffer in) {
            var size = DataUtils.readVarInt(in);
            var parts = new ArrayList<@Nullable Object>(size);
            for (int i = 0; i < size; i++) {
                var part = KEY.read(in);
                parts.add(part instanceof Missing ? null : part);
            }
            return new KeyValue(parts);
        }

        @Override
        public KeyValue[] createStorage(int size) {
            return new KeyValue[size];
        }
    }
}
