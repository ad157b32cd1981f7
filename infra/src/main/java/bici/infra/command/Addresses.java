package bici.infra.command;

import bici.api.session.HttpSmsGateway;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are addresses: refused while the command line is read, with what is wrong. */
public final class Addresses {
    private static final int MOST_PORT = 65_535;

    private Addresses() {}

    private static URI parse(String text, List<String> schemes, String example) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            boolean bare = text.endsWith("://");
            throw wrong(text, bare ? "the host is missing" : e.getReason(), example);
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!schemes.contains(scheme)) {
            throw wrong(text, "it begins with " + String.join(":// or ", schemes) + "://", example);
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw wrong(text, "the host is missing", example);
        }
        if (url.getPort() == 0 || url.getPort() > MOST_PORT) {
            throw wrong(text, "a port is 1 to " + MOST_PORT, example);
        }
        return url;
    }

    private static TypeConversionException wrong(String text, String why, String example) {
        return new TypeConversionException("'" + text + "' is no address such as " + example + ": " + why);
    }

    /** Of something that is asked by HTTP. */
    public static final class Http implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            return parse(text, List.of("http", "https"), "https://bici.example");
        }
    }

    /** Of something that is told secrets: HTTPS, or this machine. */
    public static final class SecretHttp implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            URI url = parse(text, List.of("https", "http"), "https://sms.example/send");
            if (!HttpSmsGateway.isClosed(url)) {
                throw wrong(text, "codes go there, so it is https, but on this machine", "https://sms.example/send");
            }
            return url;
        }
    }

    /** Of stations' connections. */
    public static final class Mqtt implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            return parse(text, List.of("ssl", "tcp"), "ssl://127.0.0.1:8883");
        }
    }

    /** Of a machine, in figures: nothing is looked up. */
    public static final class InFigures implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String text) {
            byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
            try {
                if (bytes != null) {
                    return InetAddress.getByAddress(bytes);
                }
            } catch (UnknownHostException e) {
                throw new IllegalStateException(text + " has no length of an address", e);
            }
            throw new TypeConversionException(
                    "'" + text + "' is no address in figures such as 10.0.0.5 or 2001:db8::5");
        }
    }

    /** An address of this machine to listen on. */
    public static final class Listening implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                if (text.isBlank()) {
                    throw notHere(text, "it is empty");
                }
                InetAddress address = InetAddress.getByName(text);
                boolean everyMachines = address.isAnyLocalAddress() || address.isLoopbackAddress();
                if (!everyMachines && NetworkInterface.getByInetAddress(address) == null) {
                    throw notHere(text, "no network card has it");
                }
                return text;
            } catch (UnknownHostException | SocketException e) {
                throw notHere(text, "it is not known");
            }
        }

        private static TypeConversionException notHere(String text, String why) {
            return new TypeConversionException(
                    "'" + text + "' is no address of this machine such as 127.0.0.1 or 0.0.0.0: " + why);
        }
    }
}
