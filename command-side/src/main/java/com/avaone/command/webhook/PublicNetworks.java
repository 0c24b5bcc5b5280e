package com.avaone.command.webhook;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to the public internet only. The address is looked at in the moment of connecting, so it does not matter how it
 * was written, which name led to it, and where that name leads a moment later.
 */
final class PublicNetworks extends SocketFactory {

    /** What IPv4 keeps for other purposes than hosts that everybody can reach (RFC 6890 and its successors). */
    private static final List<Range> NOT_PUBLIC = List.of(
            new Range(0, 0, 0, 8),
            new Range(10, 0, 0, 8),
            new Range(100, 64, 0, 10),
            new Range(127, 0, 0, 8),
            new Range(169, 254, 0, 16),
            new Range(172, 16, 0, 12),
            new Range(192, 0, 0, 24),
            new Range(192, 0, 2, 24),
            new Range(192, 88, 99, 24),
            new Range(192, 168, 0, 16),
            new Range(198, 18, 0, 15),
            new Range(198, 51, 100, 24),
            new Range(203, 0, 113, 24),
            new Range(224, 0, 0, 3));

    /** The first three bytes of a network, and how many bits of the address are its. */
    private record Range(int first, int second, int third, int bits) {

        boolean holds(byte[] address) {
            var network = first << 24 | second << 16 | third << 8;
            var given = (address[0] & 0xff) << 24 | (address[1] & 0xff) << 16 | (address[2] & 0xff) << 8;
            return (network ^ given) >>> (32 - bits) == 0;
        }
    }

    /** The address is none of the public internet. */
    static final class NotPublic extends IOException {

        private static final long serialVersionUID = 1L;

        private NotPublic() {
            super("The address is none of the public internet");
        }
    }

    /** Whether everybody can reach the address, so that nobody is led into a private network by it. */
    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return NOT_PUBLIC.stream().noneMatch(range -> range.holds(bytes));
        }
        var first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        var second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        // Global unicast addresses (2000::/3) without 2001::/23 (Teredo and others), 2001:db8::/32 and 3fff::/20
        // (documentation), and 2002::/16, which holds an address of IPv4.
        return first >>> 13 == 1
                && !(first == 0x2001 && (second >>> 9 == 0 || second == 0xdb8))
                && first != 0x2002
                && !(first == 0x3fff && second >>> 12 == 0);
    }

    @Override
    public Socket createSocket() {
        return new Socket(Proxy.NO_PROXY) {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (!(endpoint instanceof InetSocketAddress internet)
                        || internet.isUnresolved()
                        || !isPublic(internet.getAddress())) {
                    throw new NotPublic();
                }
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        var socket = createSocket();
        try {
            socket.connect(address);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }
}
