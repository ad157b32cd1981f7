package bici.api.access;

import bici.fleet.people.Principal;
import java.time.Instant;

/**
 * Who sent a request, by a good access token.
 *
 * @param expiresAt end of the token; streams end then too
 */
public record Caller(Principal principal, Instant expiresAt) {}
