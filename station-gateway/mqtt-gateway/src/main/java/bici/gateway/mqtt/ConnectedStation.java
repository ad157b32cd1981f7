package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is at the other end, copied at CONNECT since the endpoint forgets it when the peer leaves.
 *
 * @param serial of the certificate shown
 * @param willNonce of the last will, when there is one that can be read
 */
record ConnectedStation(StationId station, BigInteger serial, Instant notAfter, Optional<String> willNonce) {}
