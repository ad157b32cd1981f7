package bici.fleet.ledger;

import bici.fleet.ledger.CommandRecords.Moved;
import bici.fleet.ledger.CommandRecords.Standing;
import bici.fleet.operations.CommandQueue;
import bici.fleet.operations.Notice;
import bici.fleet.operations.Notices;
import bici.fleet.operations.ReplyRule;
import bici.fleet.operations.ReplyRule.End;
import bici.fleet.trip.CommandState;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox of commands over the ledger's ports. */
public class LedgerCommandQueue implements CommandQueue {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCommandQueue.class);

    private final LedgerTransactions transactions;
    private final Notices notices;

    public LedgerCommandQueue(LedgerTransactions transactions, Notices notices) {
        this.transactions = transactions;
        this.notices = notices;
    }

    @Override
    public List<QueuedCommand> takeQueued(Collection<StationId> stations, Instant at) {
        if (stations.isEmpty()) {
            return List.of();
        }
        List<Moved> moved = transactions.run(tables -> tables.commands().takeQueued(stations, at));
        moved.forEach(m -> notices.tell(m.notice()));
        return moved.stream()
                .filter(m -> m.state() == CommandState.SENT)
                .map(Moved::command)
                .toList();
    }

    @Override
    public void reply(StationId station, CommandId command, Reply reply, Instant at) {
        Optional<Notice> notice = transactions.run(tables -> {
            CommandRecords commands = tables.commands();
            Optional<Standing> found = commands.lock(command, station);
            if (found.isEmpty()) {
                LOG.warn("{} replies to command {}, which is none of its own", station, command);
                return Optional.empty();
            }
            commands.noteReply(command, reply.outcome(), at);
            Optional<End> end = ReplyRule.end(found.get().order(), found.get().state(), reply);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            commands.end(command, end.get(), at);
            return Optional.of(new Notice.CommandChanged(
                    command, station, found.get().rider(), end.get().state()));
        });
        notice.ifPresent(notices::tell);
    }

    @Override
    public void sweep(Instant at) {
        transactions.run(tables -> tables.commands().sweep(at)).forEach(notices::tell);
    }
}
