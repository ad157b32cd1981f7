package bici.infra.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final int MOST_LOOKS = 3;
    private static final int CHUNK = 5_000;

    /** What is written and not flushed waits as what the other end does not take. */
    private final EmbeddedChannel channel = new EmbeddedChannel();

    private final Outgoing outgoing = new Outgoing(channel, MOST_LOOKS);

    @Test
    void whoTakesNothingIsStalledAfterAsManyLooks() {
        write();
        assertThat(looksUntilStalled()).isEqualTo(1 + MOST_LOOKS);
    }

    @Test
    void whoStopsInTheMiddleHasNoMoreTimeThanWhoNeverBegan() {
        write();
        look();
        look();
        channel.flush();
        write();
        assertThat(looksUntilStalled()).isEqualTo(1 + MOST_LOOKS);
    }

    @Test
    void whoTakesSomeEachTimeIsNotStalled() {
        for (int i = 0; i < 3 * MOST_LOOKS; i++) {
            write();
            look();
            channel.flush();
        }
        look();
    }

    private void write() {
        var bytes = Unpooled.wrappedBuffer(new byte[CHUNK]);
        outgoing.written(bytes);
        assertThat(channel.write(bytes).isDone()).isFalse();
    }

    private void look() {
        assertThat(outgoing.isStalled()).isFalse();
    }

    private int looksUntilStalled() {
        int looks = 1;
        while (!outgoing.isStalled()) {
            looks++;
        }
        return looks;
    }
}
