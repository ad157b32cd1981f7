package bici.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import bici.fleet.vocabulary.StationId;
import bici.gateway.access.PublishRules.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {
    private static final StationId S1 = new StationId("S1");

    @Test
    void itsOwnUpTopicsAreTakenWithTheirKind() {
        assertThat(PublishRules.judge(S1, "bici/1/S1/up/facts", 1, false)).isEqualTo(new Verdict.Taken("facts"));
        assertThat(PublishRules.judge(S1, "bici/1/S1/up/made-up", 0, false)).isEqualTo(new Verdict.Taken("made-up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bici/1/S2/up/facts",
                "bici/1/S10/up/facts",
                "bici/1/s1/up/facts",
                "bici/1/S1/down/facts",
                "bici/2/S1/up/facts",
                "bici/1/S1/up/",
                "bici/1/S1/up/facts/more",
                "bici/1/S1/up/facts\n",
                "",
                "$SYS/facts"
            })
    void everyOtherTopicIsRefused(String topic) {
        assertThat(PublishRules.judge(S1, topic, 1, false)).isEqualTo(new Verdict.Refused(CloseReason.FOREIGN_TOPIC));
    }

    @Test
    void retainedMessagesAndQosTwoAreRefused() {
        assertThat(PublishRules.judge(S1, "bici/1/S1/up/facts", 1, true))
                .isEqualTo(new Verdict.Refused(CloseReason.RETAINED));
        assertThat(PublishRules.judge(S1, "bici/1/S1/up/facts", 2, false))
                .isEqualTo(new Verdict.Refused(CloseReason.QOS));
    }

    @Test
    void itsOwnDownTopicsMayBeListenedTo() {
        assertThat(List.of("bici/1/S1/down/+", "bici/1/S1/down/birth", "bici/1/S1/down/allow-list"))
                .allMatch(filter -> SubscribeRules.isAllowed(S1, filter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/1/S1/down/+",
                "bici/1/+/down/+",
                "bici/1/S1/down/#",
                "bici/1/S1/+/birth",
                "bici/1/S1/up/+",
                "bici/1/S2/down/+",
                "bici/1/S10/down/birth",
                "bici/1/S1/down/",
                "bici/1/S1/down/birth/+",
                "$share/g/bici/1/S1/down/+",
                "$SYS/#",
                ""
            })
    void nothingElseMayBeListenedTo(String filter) {
        assertThat(SubscribeRules.isAllowed(S1, filter)).isFalse();
    }
}
