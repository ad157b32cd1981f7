package bici.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import bici.api.http.Blocking;
import bici.fleet.people.Principal;
import bici.fleet.people.Sessions;
import bici.fleet.vocabulary.IdempotencyKey;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {
    private static final long PATIENCE_S = 20;

    /** A database whose answers are given by hand, each to the read that it belongs to. */
    private static final class ByHand implements Sessions {
        private final BlockingQueue<SynchronousQueue<Set<String>>> asked = new LinkedBlockingQueue<>();

        SynchronousQueue<Set<String>> await() throws InterruptedException {
            return Objects.requireNonNull(asked.poll(PATIENCE_S, TimeUnit.SECONDS), "nobody asked");
        }

        @Override
        public Set<String> listEnded(Instant since) {
            SynchronousQueue<Set<String>> answer = new SynchronousQueue<>();
            asked.add(answer);
            try {
                return answer.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Set.of();
            }
        }

        @Override
        public RefreshToken open(Principal principal, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Rotation rotate(String refreshToken, Optional<IdempotencyKey> key, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(String refreshToken, Instant at) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aReadThatWasOvertakenBringsNoSessionBack() throws Exception {
        Vertx vertx = Vertx.vertx();
        ByHand database = new ByHand();
        BlockingQueue<Set<String>> told = new LinkedBlockingQueue<>();
        try (Blocking blocking = new Blocking(vertx, 4, Duration.ofSeconds(PATIENCE_S))) {
            EndedSessions ended = new EndedSessions(vertx, blocking, database, told::add, Clock.systemUTC());
            List<SynchronousQueue<Set<String>>> reads = new ArrayList<>();
            for (int read = 0; read < 3; read++) {
                ended.readAgain();
                reads.add(database.await());
            }

            reads.get(1).put(Set.of("hers"));
            assertThat(told.poll(PATIENCE_S, TimeUnit.SECONDS)).containsExactly("hers");
            reads.get(0).put(Set.of());
            reads.get(2).put(Set.of("hers", "his"));

            assertThat(told.poll(PATIENCE_S, TimeUnit.SECONDS)).containsExactlyInAnyOrder("hers", "his");
            assertThat(ended.contains("hers")).isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }
}
