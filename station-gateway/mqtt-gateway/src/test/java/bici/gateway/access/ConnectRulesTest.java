package bici.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.vocabulary.StationId;
import bici.gateway.access.ConnectRules.Attempt;
import bici.gateway.access.ConnectRules.Will;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectRulesTest {
    private static final Optional<StationId> S1 = Optional.of(new StationId("S1"));

    @Test
    void aStationConnectsAsItself() {
        assertThat(judge("S1", Optional.empty())).isEmpty();
        assertThat(judge("S1", Optional.of(new Will("bici/1/S1/up/death", 1, false, 8_192))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S2", "s1", "S1 ", "S11", ""})
    void anotherClientIdIsRefused(String clientId) {
        assertThat(judge(clientId, Optional.empty())).contains(ConnectRefusal.CLIENT_ID);
    }

    @Test
    void aMissingClientIdIsRefused() {
        assertThat(ConnectRules.findRefusal(new Attempt(S1, null, 5, Optional.empty())))
                .contains(ConnectRefusal.CLIENT_ID);
    }

    @Test
    void aCertificateAboutNobodyIsRefused() {
        assertThat(ConnectRules.findRefusal(new Attempt(Optional.empty(), "S1", 5, Optional.empty())))
                .contains(ConnectRefusal.SUBJECT);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 0})
    void otherVersionsOfMqttAreRefused(int level) {
        assertThat(ConnectRules.findRefusal(new Attempt(S1, "S1", level, Optional.empty())))
                .contains(ConnectRefusal.PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bici/1/S2/up/death",
                "bici/1/S1/up/facts",
                "bici/1/S1/down/death",
                "bici/2/S1/up/death",
                "$SYS/death",
                "bici/1/S1/up/death/"
            })
    void aWillElsewhereIsRefused(String topic) {
        assertThat(judge("S1", Optional.of(new Will(topic, 0, false, 10)))).contains(ConnectRefusal.WILL_TOPIC);
    }

    @Test
    void aWillOfQosTwoRetainedOrOverEightKibibytesIsRefused() {
        assertThat(judge("S1", Optional.of(new Will("bici/1/S1/up/death", 2, false, 10))))
                .contains(ConnectRefusal.WILL_QOS);
        assertThat(judge("S1", Optional.of(new Will("bici/1/S1/up/death", 1, true, 10))))
                .contains(ConnectRefusal.WILL_RETAIN);
        assertThat(judge("S1", Optional.of(new Will("bici/1/S1/up/death", 1, false, 8_193))))
                .contains(ConnectRefusal.WILL_SIZE);
    }

    private static Optional<ConnectRefusal> judge(String clientId, Optional<Will> will) {
        return ConnectRules.findRefusal(new Attempt(S1, clientId, 4, will));
    }
}
