package bici.gateway.mqtt;

import bici.fleet.vocabulary.StationId;
import bici.wire.UpMessage;

/**
 * Takes what stations report beside facts, health and replies: how far a list, configuration or firmware
 * has come, diagnostics. Called on an event loop: hand over, never wait.
 */
@FunctionalInterface
public interface Reports {
    void accept(StationId station, UpMessage report);
}
