package bici.api.access;

import bici.fleet.people.Principal;
import java.time.Instant;

/**
 * Who sent a request, by a good access token.
 *
 * @param session which ends the token when it ends itself
 * @param expiresAt end of the token; streams end then too
 */
public record Caller(Principal principal, String session, Instant expiresAt) {}
