package dev.bailiwick.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, THIS_MACHINE",
        "::1, THIS_MACHINE",
        "10.1.2.3, OWN_NETWORK",
        "172.31.255.255, OWN_NETWORK",
        "172.32.0.1, INTERNET",
        "100.100.1.1, OWN_NETWORK",
        "fd00::5, OWN_NETWORK",
        "fe80::1, OWN_NETWORK",
        "203.0.113.9, NOBODY",
        "224.0.0.1, NOBODY",
        "8.8.8.8, INTERNET",
        "2600::1, INTERNET",
        "::ffff:10.0.0.1, OWN_NETWORK",
        "::ffff:8.8.8.8, INTERNET",
        "64:ff9b::808:808, INTERNET",
        "2002:808:808::1, INTERNET"
    })
    void an_address_is_reached_from_as_far_as_its_block_and_what_it_hides(String address, Reach reach) {
        assertThat(Reach.of(Address.read(address).orElseThrow())).isEqualTo(reach);
    }
}
