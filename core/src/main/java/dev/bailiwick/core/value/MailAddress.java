package dev.bailiwick.core.value;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address of the plain form {@code local@domain}. Display names, comments, quotes, lists and routes (RFC 5322) are
 * none: a mail program might send to another part of them than the one we looked at.
 */
public record MailAddress(String local, Host domain) {
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9_+.-]{1,64}");

    public static Optional<MailAddress> read(String text) {
        int at = text.indexOf('@');
        if (at < 1 || !LOCAL.matcher(text.substring(0, at)).matches()) return Optional.empty();
        return Host.read(text.substring(at + 1))
                .filter(host -> host.address().isEmpty())
                .map(host -> new MailAddress(text.substring(0, at), host));
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
