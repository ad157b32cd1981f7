package bici.fleet.operations;

import bici.fleet.trip.CommandState;
import bici.fleet.trip.Refusal;
import bici.fleet.vocabulary.CommandId;
import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PagePlace;
import bici.fleet.vocabulary.PlainText;
import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import bici.fleet.vocabulary.StationId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the control room commands stations. Blocking, any thread that may block;
 * {@code bici.fleet.dock.LedgerUnavailable} while the database is away.
 */
public interface StaffDesk {
    int MAX_PAGE = 200;
    int MAX_NOTE = 500;

    /**
     * Queues a command. Command, desired state and audit entry are one transaction. A dock locked out and a station out of
     * service hold for riders from that moment, whatever becomes of the command itself.
     */
    Answer send(Request request, Instant at);

    Optional<StationCommand> find(CommandId command);

    /**
     * Commands from the newest to the oldest.
     *
     * @param limit 1 to {@value #MAX_PAGE}
     */
    Page list(Filter filter, int limit, Optional<Cursor> after);

    /** Which; empty is any. */
    record Filter(GivenBy by, Optional<Order> order, Standing standing, Optional<StationId> station) {
        public static Filter all() {
            return new Filter(GivenBy.ALL, Optional.empty(), Standing.ALL, Optional.empty());
        }

        public Filter with(StationId only) {
            return new Filter(by, order, standing, Optional.of(only));
        }

        /** Those orders that pass. */
        public List<Order> orders() {
            return Arrays.stream(Order.values())
                    .filter(one -> order.isEmpty() || order.get() == one)
                    .filter(by::gives)
                    .toList();
        }
    }

    /** By whom: a rider's phone gives only unlocks, staff everything else. */
    enum GivenBy {
        STAFF,
        RIDERS,
        ALL;

        public boolean gives(Order order) {
            return this == ALL || (order == Order.UNLOCK) == (this == RIDERS);
        }
    }

    /** How it stands. */
    enum Standing {
        /** Nobody knows its end yet. */
        OPEN,
        DONE,
        /** It has ended otherwise. */
        FAILED,
        ALL;

        /** The states that count as it. */
        public List<CommandState> states() {
            return Arrays.stream(CommandState.values())
                    .filter(state -> this == ALL || this == of(state))
                    .toList();
        }

        private static Standing of(CommandState state) {
            if (!state.isEnd()) {
                return OPEN;
            }
            return state == CommandState.DONE ? DONE : FAILED;
        }
    }

    /**
     * An order of a member of staff.
     *
     * @param order any but {@code UNLOCK}
     * @param note why, up to {@value #MAX_NOTE} characters, may be empty
     */
    record Request(
            StaffId staff, Order order, StationId station, Optional<Integer> dock, String note, IdempotencyKey key) {
        public Request {
            if (order == Order.UNLOCK) {
                throw new IllegalArgumentException("staff does not unlock for itself");
            }
            if (dock.isPresent() ? !order.takesDock() : order.needsDock()) {
                throw new IllegalArgumentException(order + (dock.isPresent() ? " takes no dock" : " needs a dock"));
            }
            if (PlainText.length(note) > MAX_NOTE) {
                throw new IllegalArgumentException("a note has up to " + MAX_NOTE + " characters");
            }
        }
    }

    /** What became of a request, at once. */
    sealed interface Answer {
        /** Its state is {@code QUEUED}, or {@code STATION_OFFLINE} when it cannot be told: the desired state holds all the same. */
        record Accepted(StationCommand command) implements Answer {}

        /** The same request came before. */
        record Repeated(StationCommand command) implements Answer {}

        /** The key was used for another request. */
        record KeyReused() implements Answer {}

        record NoSuchStation() implements Answer {}

        /** The station has no dock of this number. */
        record NoSuchDock() implements Answer {}
    }

    /**
     * A command as the control room sees it.
     *
     * @param rider of an unlock
     * @param staff of any other
     * @param refusal why, when it ended {@code REFUSED}
     */
    record StationCommand(
            CommandId id,
            Order order,
            StationId station,
            Optional<Integer> dock,
            CommandState state,
            Optional<Refusal> refusal,
            Optional<StaffId> staff,
            Optional<RiderId> rider,
            String note,
            Instant requestedAt,
            Instant deadline,
            Optional<Instant> endedAt) {}

    /**
     * A page of commands.
     *
     * @param next where to go on; empty at the end
     */
    record Page(List<StationCommand> commands, Optional<Cursor> next) {
        public Page {
            commands = List.copyOf(commands);
        }
    }

    /** The last command of a page; {@code toString} and {@code parse} are each other's inverse. */
    record Cursor(Instant requestedAt, CommandId command) {
        /** Empty when the text is no cursor. */
        public static Optional<Cursor> parse(String text) {
            return PagePlace.parse(text, (time, id) -> new Cursor(time, new CommandId(id)));
        }

        @Override
        public String toString() {
            return PagePlace.write(requestedAt, command);
        }
    }
}
