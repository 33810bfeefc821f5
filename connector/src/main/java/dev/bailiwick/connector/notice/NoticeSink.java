package dev.bailiwick.connector.notice;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.procedure.notice.Notice;
import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.Sink;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A receiver of the log that tells people of those entries they should know of. */
public final class NoticeSink implements Sink {
    private final Function<Entry, Optional<Notice>> noticing;
    private final Carrier carrier;
    /** Every entry before this one was told: a batch that broke in the middle begins again behind it. */
    private long next;

    private Optional<Given> given = Optional.empty();

    /** An entry whose notice is never taken; it is tried once. */
    private record Given(long entry, SinkRefuses why) {}

    NoticeSink(Function<Entry, Optional<Notice>> noticing, Carrier carrier) {
        this.noticing = noticing;
        this.carrier = carrier;
    }

    /**
     * Opens the way to people that these settings describe.
     *
     * @param console where the console listens, once it does
     * @throws IllegalArgumentException when something it needs is missing or wrong
     */
    public static Sink open(SinkSettings settings, Function<Entry, Optional<Notice>> noticing, Supplier<URI> console) {
        Supplier<URI> link = () -> settings.notice().link().orElseGet(console);
        return new NoticeSink(
                noticing,
                settings.type() == SinkSettings.Type.NOTICE_MAIL
                        ? Mail.of(settings, link)
                        : SignedWebhook.of(settings, link));
    }

    @Override
    public void send(List<Parcel> parcels) {
        for (var parcel : parcels) {
            if (parcel instanceof Parcel.Logged(var entry, var _)) tell(entry);
        }
    }

    private void tell(Entry entry) {
        var gone = given.filter(up -> up.entry() == entry.sequence());
        if (gone.isPresent()) throw gone.get().why();
        if (entry.sequence() < next) return;
        try {
            noticing.apply(entry).ifPresent(carrier::deliver);
        } catch (SinkRefuses e) {
            given = Optional.of(new Given(entry.sequence(), e));
            next = entry.sequence() + 1;
            throw e;
        }
        next = entry.sequence() + 1;
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public boolean stands() {
        return true;
    }

    @Override
    public void close() {
        carrier.close();
    }
}
