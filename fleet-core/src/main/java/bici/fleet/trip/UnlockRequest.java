package bici.fleet.trip;

import bici.fleet.vocabulary.IdempotencyKey;
import bici.fleet.vocabulary.PrintedCode;
import bici.fleet.vocabulary.RiderId;

/**
 * A rider wants the bike with this code, or the bike in the dock with this code.
 *
 * @param key the same key with the same code is the same request
 */
public record UnlockRequest(RiderId rider, IdempotencyKey key, PrintedCode code) {}
