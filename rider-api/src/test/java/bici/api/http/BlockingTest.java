package bici.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One place to work, and eight of those who have one or wait for it. */
@ExtendWith(VertxExtension.class)
class BlockingTest {
    private static final int PLACES = 8;

    private final CountDownLatch leave = new CountDownLatch(1);

    /** Works until it may leave; it has begun when this returns. */
    private Future<String> occupy(Blocking blocking) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> working = blocking.run(() -> {
            begun.countDown();
            leave.await();
            return "first";
        });
        begun.await();
        return working;
    }

    @Test
    void whoComesWhileAnotherWorksHasItsTurnAfterIt(Vertx vertx) throws Exception {
        try (Blocking blocking = new Blocking(vertx, 1, Blocking.USUAL_PATIENCE)) {
            Future<String> first = occupy(blocking);
            Future<String> second = blocking.run(() -> "second");
            leave.countDown();
            assertThat(first.await(10, TimeUnit.SECONDS)).isEqualTo("first");
            assertThat(second.await(10, TimeUnit.SECONDS)).isEqualTo("second");
        }
    }

    @Test
    void whoWaitsTooLongAndWhoFindsTooManyWaitingIsRefused(Vertx vertx) throws Exception {
        try (Blocking blocking = new Blocking(vertx, 1, Blocking.USUAL_PATIENCE)) {
            Future<String> first = occupy(blocking);
            List<Future<Boolean>> waiting = new ArrayList<>();
            for (int n = 1; n < PLACES; n++) {
                waiting.add(blocking.run(() -> true));
            }
            Future<Boolean> tooMany = blocking.run(() -> true);
            assertThat(tooMany.failed()).isTrue();
            assertThat(tooMany.cause()).isInstanceOf(ProblemException.class);
            Future.join(waiting).otherwiseEmpty().await(10, TimeUnit.SECONDS);
            assertThat(waiting).allSatisfy(each -> assertThat(each.cause()).isInstanceOf(ProblemException.class));
            leave.countDown();
            assertThat(first.await(10, TimeUnit.SECONDS)).isEqualTo("first");
            assertThat(blocking.run(() -> true).await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
