package bici.gateway.mqtt;

import bici.fleet.operations.AllowList;
import bici.fleet.operations.Cards;
import bici.gateway.credentials.StationAuthority;
import bici.wire.AllowListParts;
import bici.wire.DownMessage;
import bici.wire.StationCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The allow-list in force as signed parts, made once for all stations and looked at again when it is a little old. */
final class AllowListBook {
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final Cards cards;
    private final StationAuthority authority;
    private final Offload offload;
    private @Nullable Future<Edition> current;
    private long askedNanos;
    private volatile @Nullable Edition last;

    AllowListBook(Cards cards, StationAuthority authority, Offload offload) {
        this.cards = cards;
        this.authority = authority;
        this.offload = offload;
    }

    /** A version of the list, cut, signed and encoded. */
    record Edition(long version, List<Buffer> parts) {
        Edition {
            parts = List.copyOf(parts);
        }
    }

    /** Completes on some event loop, not always the caller's. Fails as {@link Offload} or the cards do. */
    synchronized Future<Edition> find(Context context, long nowNanos) {
        Future<Edition> known = current;
        if (known != null && !known.failed() && nowNanos - askedNanos < FRESH_NANOS) {
            return known;
        }
        Future<Edition> fresh = offload.call(context, this::make);
        current = fresh;
        askedNanos = nowNanos;
        return fresh;
    }

    private Edition make() {
        AllowList list = cards.getAllowList();
        Edition before = last;
        if (before != null && before.version() == list.version()) {
            return before;
        }
        List<Buffer> parts = AllowListParts.cut(
                        authority.getAllowListKeys().getPrivate(),
                        list.version(),
                        authority.getCardKey(),
                        list.entries().stream().map(AllowListBook::entry).toList())
                .stream()
                .map(chunk -> Buffer.buffer(StationCodec.encode(chunk)))
                .toList();
        Edition made = new Edition(list.version(), parts);
        last = made;
        return made;
    }

    private static DownMessage.CardEntry entry(AllowList.Entry entry) {
        return new DownMessage.CardEntry(
                entry.card().value(),
                holder(entry.holder()),
                entry.validFrom().toEpochMilli(),
                entry.validUntil().toEpochMilli(),
                entry.proof());
    }

    static DownMessage.Holder holder(AllowList.Holder holder) {
        return switch (holder) {
            case DENIED -> DownMessage.Holder.DENIED;
            case RIDER -> DownMessage.Holder.RIDER;
            case CREW -> DownMessage.Holder.CREW;
        };
    }
}
