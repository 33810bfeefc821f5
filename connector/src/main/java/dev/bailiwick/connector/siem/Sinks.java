package dev.bailiwick.connector.siem;

import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.procedure.sink.Sink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.SocketFactory;

/** Makes receivers of their settings. */
public final class Sinks {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s]+):([0-9]{1,5})");

    private Sinks() {}

    /** @throws IllegalArgumentException when something it needs is missing or wrong */
    public static Sink open(SinkSettings settings) {
        return switch (settings.type()) {
            case SYSLOG_TLS -> syslog(settings, Trust.context(settings.files()).getSocketFactory());
            case SYSLOG_TCP -> syslog(settings, SocketFactory.getDefault());
            case FILE -> new LinesFile(Path.of(settings.to()), Wording.of(settings));
            case OTLP -> new OtlpSink(http(settings, "Bearer "), Wording.of(settings), host());
            case WEBHOOK -> new WebhookSink(http(settings, "Bearer "), Wording.of(settings));
            case NOTICE_MAIL, NOTICE_WEBHOOK ->
                throw new IllegalArgumentException("the sink \"" + settings.name() + "\" carries notices");
            case HEC -> new HecSink(http(settings, "Splunk "), Wording.of(settings), host());
        };
    }

    private static Sink syslog(SinkSettings settings, SocketFactory sockets) {
        var to = HOST_AND_PORT.matcher(settings.to());
        if (!to.matches()) {
            throw new IllegalArgumentException("the sink \"" + settings.name() + "\" needs host:port");
        }
        var host = to.group(1).replace("[", "").replace("]", "");
        return new SyslogSink(
                host, Integer.parseInt(to.group(2)), sockets, new SyslogMessage(host(), Wording.of(settings)));
    }

    private static HttpReceiver http(SinkSettings settings, String scheme) {
        return http(settings, token(settings).map(scheme::concat), "application/json");
    }

    /** Clear text only to this machine: whoever reads a token on the way may write in our name. */
    static HttpReceiver http(SinkSettings settings, Optional<String> authorization, String content) {
        var address = URI.create(settings.to());
        boolean tls = "https".equals(address.getScheme());
        boolean local = "http".equals(address.getScheme()) && "127.0.0.1".equals(address.getHost());
        if (!tls && !local) {
            throw new IllegalArgumentException(
                    "the sink \"" + settings.name() + "\" needs https, or http to 127.0.0.1");
        }
        return new HttpReceiver(address, authorization, content, Trust.context(settings.files()));
    }

    private static Optional<String> token(SinkSettings settings) {
        if (settings.files().token().isEmpty()) return Optional.empty();
        try {
            return Optional.of(
                    Files.readString(Path.of(settings.files().token().get())).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("the token of the sink \"" + settings.name() + "\" cannot be read", e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
