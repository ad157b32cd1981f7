package bici.infra.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketReaderTest {
    private final List<String> heard = new ArrayList<>();

    private PacketReader reader() {
        heard.clear();
        return new PacketReader(new PacketReader.Listener() {
            @Override
            public void control(int type, int value) {
                heard.add("%x %d".formatted(type, value));
            }

            @Override
            public void published(String topic, String payload, int packetId) {
                heard.add(topic + " " + payload.length() + " " + packetId);
            }
        });
    }

    private static Buffer conversation() {
        Buffer bytes = Buffer.buffer(new byte[] {0x20, 2, 0, 5});
        Packets.appendPublish(bytes, Packets.utf8("a/b"), 300, new byte[200]);
        return bytes.appendBuffer(Packets.acknowledge(65_535))
                .appendByte((byte) 0xD0)
                .appendByte((byte) 0);
    }

    @Test
    void packetsAreTheSameHoweverTheirBytesAreCut() {
        Buffer bytes = conversation();
        for (int cut = 0; cut <= bytes.length(); cut++) {
            PacketReader reader = reader();
            reader.read(bytes.getBuffer(0, cut));
            reader.read(bytes.getBuffer(cut, bytes.length()));

            assertThat(heard).containsExactly("20 5", "a/b 200 300", "40 65535", "d0 0");
        }
    }

    @Test
    void alsoOneByteAtATime() {
        Buffer bytes = conversation();
        PacketReader reader = reader();
        for (int at = 0; at < bytes.length(); at++) {
            reader.read(bytes.getBuffer(at, at + 1));
        }

        assertThat(heard).containsExactly("20 5", "a/b 200 300", "40 65535", "d0 0");
    }
}
