package bici.infra.simulation.memory;

import bici.fleet.vocabulary.RiderId;
import java.util.Optional;

/**
 * A rider.
 *
 * @param consent version of the data policy agreed to last
 */
public record RiderRow(RiderId rider, boolean suspended, Optional<String> consent) {}
