package bici.gateway.mqtt;

import bici.fleet.operations.Cards;
import bici.fleet.vocabulary.LogOnce;
import bici.gateway.credentials.RevocationList;
import bici.gateway.inbox.HealthWriter;
import bici.gateway.inbox.Inbox;
import bici.gateway.limits.ConnectRates;
import bici.gateway.metrics.GatewayMeters;
import bici.gateway.options.GatewayOptions;
import java.time.Clock;

/** What all connections of a gateway share. Each part is safe from any thread. */
record Parts(
        GatewayOptions options,
        Clock clock,
        GatewayMeters meters,
        LogOnce once,
        RevocationList revocations,
        ConnectRates rates,
        Registry registry,
        Offload offload,
        SessionKeeper sessions,
        Cards cards,
        AllowListBook allowLists,
        Inbox inbox,
        HealthWriter health,
        Caretaker caretaker,
        Courier courier) {}
