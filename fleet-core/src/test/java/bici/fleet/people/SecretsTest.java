package bici.fleet.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bici.fleet.vocabulary.RiderId;
import bici.fleet.vocabulary.StaffId;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {
    @Test
    void tokensAreLongAndNeverTheSame() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            tokens.add(Secrets.token());
        }
        assertThat(tokens).hasSize(100).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void idsAreInTheProtocolsAlphabetAndNeverTheSame() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ids.add(Secrets.id());
        }
        assertThat(ids).hasSize(100).allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void digitsAreAsManyAsAskedFor() {
        assertThat(Secrets.digits(6)).matches("[0-9]{6}");
        assertThat(Secrets.digits(0)).isEmpty();
    }

    /** FIPS 180-2, appendix B.1. */
    @Test
    void aSecretIsHashedBySha256() {
        assertThat(HexFormat.of().formatHex(Secrets.hash("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void secretsDoNotPrintThemselves() {
        assertThat(new Sessions.RefreshToken("s3cret", "family", Instant.EPOCH)).hasToString("RefreshToken");
        assertThat(new Riders.CodeAnswer.Made("123456")).hasToString("Made");
    }

    @Test
    void aRiderIsOneAndStaffIsNot() {
        Principal rider = new Principal.OfRider(new RiderId("r-1"));
        assertThat(rider.role()).isEqualTo(Role.RIDER);
        assertThat(rider.subject()).isEqualTo("r-1");
        Principal staff = new Principal.OfStaff(new StaffId("s-1"), Role.DISPATCHER);
        assertThat(staff.role()).isEqualTo(Role.DISPATCHER);
        assertThat(staff.subject()).isEqualTo("s-1");
        assertThatThrownBy(() -> new Principal.OfStaff(new StaffId("s-1"), Role.RIDER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Staff.Member(new StaffId("s-1"), "Ana", Role.RIDER, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Staff.Member(new StaffId("s-1"), "Ana", Role.CREW, true).role())
                .isEqualTo(Role.CREW);
    }

    @Test
    void ridersAgreeToAPolicyWithAVersionAndAPlaceToReadIt() {
        assertThat(DataPolicy.current().version()).matches("[0-9]{4}-[0-9]{2}");
        assertThat(DataPolicy.current().url()).startsWith("/");
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsReadBackFromItsWord(Role role) {
        assertThat(Role.valueOf(role.word().toUpperCase(java.util.Locale.ROOT))).isEqualTo(role);
        assertThat(role.word()).matches("[a-z]+");
    }
}
