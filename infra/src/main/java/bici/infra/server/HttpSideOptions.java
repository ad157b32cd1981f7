package bici.infra.server;

import bici.api.ApiOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of the HTTP side: mixed into {@code serve}. */
final class HttpSideOptions {
    @Option(
            names = "--public-url",
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
            paramLabel = "URL",
            description = "Send sign-in codes by POST of {\"to\", \"text\"} to this address (https).")
    private @Nullable URI smsUrl;

    @Option(names = "--sms-token-file", paramLabel = "FILE", description = "File with the bearer token for --sms-url.")
    private @Nullable Path smsTokenFile;

    @Option(
            names = "--sign-ins",
            paramLabel = "N",
            defaultValue = "" + ApiOptions.SIGN_INS_PER_MINUTE,
            description = "Attempts to sign in a minute allowed to one address; default ${DEFAULT-VALUE}.")
    private int signIns;

    @Mixin
    private final DataNoticeOptions dataNotice = new DataNoticeOptions();

    HttpOptions options(CommandSpec spec, String host, int port) {
        if (demoInbox && smsUrl != null) {
            throw new ParameterException(spec.commandLine(), "--demo-inbox and --sms-url exclude each other");
        }
        boolean https = publicUrl != null && "https".equals(publicUrl.getScheme());
        if (demoInbox && https) {
            throw new ParameterException(
                    spec.commandLine(), "--demo-inbox lets anybody sign in as anybody: not with an https --public-url");
        }
        if (demoInbox && !isLoopback(spec, host)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--demo-inbox shows sign-in codes to everybody who reaches this server, and --host " + host
                            + " lets the network reach it: only with a loopback address such as 127.0.0.1");
        }
        if (signIns < 1) {
            throw new ParameterException(spec.commandLine(), "--sign-ins is 1 or more");
        }
        return new HttpOptions(host, port, Optional.ofNullable(publicUrl), signIns, messages(spec))
                .withController(dataNotice.controller(spec, host));
    }

    /** All of the host's addresses are; a name may have several. */
    private static boolean isLoopback(CommandSpec spec, String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--host " + host + ": no such address", e);
        }
    }

    private HttpOptions.Messages messages(CommandSpec spec) {
        if (demoInbox) {
            return new HttpOptions.Messages.DemoInbox();
        }
        URI url = smsUrl;
        if (url == null) {
            return new HttpOptions.Messages.None();
        }
        try {
            Path file = smsTokenFile;
            Optional<String> token = file == null
                    ? Optional.empty()
                    : Optional.of(Files.readString(file).strip());
            return new HttpOptions.Messages.Http(url, token);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--sms-token-file cannot be read: " + smsTokenFile, e);
        }
    }
}
