package bici.infra.server;

import bici.api.ApiOptions;
import bici.api.pages.CityMapFile;
import bici.api.session.SmsPrefixes;
import bici.infra.command.Addresses;
import bici.infra.command.MapFile;
import bici.infra.command.Numbers;
import bici.infra.command.Paths;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Options of the HTTP side: mixed into {@code serve}. */
final class HttpSideOptions {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");

    @Option(
            names = "--public-url",
            converter = Addresses.Http.class,
            paramLabel = "URL",
            description = "Address under which people reach this server, such as https://bici.example.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--demo-inbox",
            description = "Show sign-in codes to everybody at /demo/inbox instead of sending them. For demonstrations"
                    + " only: whoever reads it can sign in as anybody. Off by default, refused unless --host is a"
                    + " loopback address.")
    private boolean demoInbox;

    @Option(
            names = "--sms-url",
            converter = Addresses.SecretHttp.class,
            paramLabel = "URL",
            description = "Send sign-in codes by POST of {\"to\", \"text\"} to this address (https).")
    private @Nullable URI smsUrl;

    @Option(
            names = "--sms-token-file",
            converter = Paths.Input.class,
            paramLabel = "FILE",
            description = "File with the bearer token for --sms-url.")
    private @Nullable Path smsTokenFile;

    @Option(
            names = "--sms-prefixes",
            paramLabel = "PREFIXES",
            defaultValue = SmsPrefixes.USUAL,
            converter = PrefixesOption.class,
            description =
                    "Sign-in codes are sent only to numbers that begin with one of these, such as +57,+58; default"
                            + " ${DEFAULT-VALUE}.")
    private SmsPrefixes smsPrefixes = SmsPrefixes.parse(SmsPrefixes.USUAL);

    @Option(
            names = "--sign-ins",
            converter = Numbers.Count.class,
            paramLabel = "N",
            defaultValue = "" + ApiOptions.SIGN_INS_PER_MINUTE,
            description = "Attempts to sign in a minute allowed to one address; default ${DEFAULT-VALUE}.")
    private int signIns;

    @Option(
            names = "--map",
            converter = MapFile.class,
            paramLabel = "FILE",
            description = "Street map of the city under the stations: a PMTiles file (version 3), vector tiles in the"
                    + " schema of Protomaps or raster tiles. Without it the map is a sketch.")
    private @Nullable CityMapFile map;

    @Mixin
    private final DataNoticeOptions dataNotice = new DataNoticeOptions();

    /** Reads prefixes. */
    static final class PrefixesOption implements ITypeConverter<SmsPrefixes> {
        @Override
        public SmsPrefixes convert(String text) {
            try {
                return SmsPrefixes.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    HttpOptions options(CommandSpec spec, String host, int port) {
        if (demoInbox && smsUrl != null) {
            throw new ParameterException(spec.commandLine(), "--demo-inbox and --sms-url exclude each other");
        }
        boolean https = publicUrl != null && "https".equals(publicUrl.getScheme());
        if (demoInbox && https) {
            throw new ParameterException(
                    spec.commandLine(), "--demo-inbox lets anybody sign in as anybody: not with an https --public-url");
        }
        if (demoInbox && !DataNoticeOptions.isLoopback(spec, host)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--demo-inbox shows sign-in codes to everybody who reaches this server, and --host " + host
                            + " lets the network reach it: only with a loopback address such as 127.0.0.1");
        }
        if (smsTokenFile != null && smsUrl == null) {
            throw new ParameterException(spec.commandLine(), "--sms-token-file goes with --sms-url");
        }
        return new HttpOptions(
                host,
                port,
                Optional.ofNullable(publicUrl),
                signIns,
                smsPrefixes,
                messages(spec),
                dataNotice.controller(spec, host),
                Optional.ofNullable(map));
    }

    private HttpOptions.Messages messages(CommandSpec spec) {
        if (demoInbox) {
            return new HttpOptions.Messages.DemoInbox();
        }
        URI url = smsUrl;
        if (url == null) {
            return new HttpOptions.Messages.None();
        }
        return new HttpOptions.Messages.Http(
                url, Optional.ofNullable(smsTokenFile).map(file -> token(spec, file)));
    }

    private static String token(CommandSpec spec, Path file) {
        try {
            String token = Files.readString(file).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new ParameterException(spec.commandLine(), "--sms-token-file: " + file + " holds no token");
            }
            return token;
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--sms-token-file: " + Paths.why("cannot read", file, e), e);
        }
    }
}
