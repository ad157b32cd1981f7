package bici.infra.door;

import static org.assertj.core.api.Assertions.assertThat;

import bici.infra.door.ConnectionLimits.Listener;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
    @Test
    void httpNeverTakesMoreThanHalfOfTheFilesThatAreThere() {
        assertThat(ConnectionLimits.within(1_000_000).http()).isEqualTo(new Listener(256, 4_000));
        assertThat(ConnectionLimits.within(1_000_000).stations()).isEqualTo(new Listener(1_000, 4_000));
        assertThat(ConnectionLimits.within(768).http()).isEqualTo(new Listener(96, 384));
        assertThat(ConnectionLimits.within(768).stations()).isEqualTo(new Listener(192, 384));
        assertThat(ConnectionLimits.within(0).http()).isEqualTo(new Listener(1, 1));
    }

    @Test
    void addressesOfOneHouseholdAreCountedTogether() throws UnknownHostException {
        Admission admission = new Admission(new Listener(1, 10), Set.of());

        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2::1"))).isEmpty();
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2:ffff::2")))
                .contains(Reason.ADDRESS);
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:3::1"))).isEmpty();
        assertThat(admission.enter(InetAddress.getByName("10.0.0.1"))).isEmpty();
        assertThat(admission.enter(InetAddress.getByName("10.0.0.2"))).isEmpty();

        admission.leave(InetAddress.getByName("2001:db8:1:2::1"));
        assertThat(admission.enter(InetAddress.getByName("2001:db8:1:2::3"))).isEmpty();
        assertThat(admission.size()).isEqualTo(4);
    }
}
