package bici.fleet.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.vocabulary.CardId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CardProofsTest {
    private static final CardId CARD = new CardId("c0ffee");
    private final CardProofs proofs = new CardProofs(key("0123456789abcdef"));

    @Test
    void aProofIsTheFirst8BytesOfAnHmacOverListVersionAndCard() {
        // printf '7|c0ffee' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(proofs.prove(CARD, 7)).isEqualTo("0473fde469dd0487");
    }

    @Test
    void aProofHoldsForItsCardItsVersionAndItsKeyAlone() {
        String proof = proofs.prove(CARD, 7);
        assertThat(proofs.holds(CARD, 7, proof)).isTrue();
        assertThat(proofs.holds(CARD, 8, proof)).isFalse();
        assertThat(proofs.holds(new CardId("c0ffef"), 7, proof)).isFalse();
        assertThat(new CardProofs(key("0123456789abcdeg")).holds(CARD, 7, proof))
                .isFalse();
    }

    @Test
    void nothingElseIsAProof() {
        String proof = proofs.prove(CARD, 7);
        assertThat(proofs.holds(CARD, 7, "")).isFalse();
        assertThat(proofs.holds(CARD, 7, proof.substring(1))).isFalse();
        assertThat(proofs.holds(CARD, 7, proof + "0")).isFalse();
        assertThat(proofs.holds(CARD, 7, "ñ\u0000\ud800")).isFalse();
    }

    @Test
    void aKeyHasAtLeast16Bytes() {
        assertThatThrownBy(() -> new CardProofs(key("0123456789abcde"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
