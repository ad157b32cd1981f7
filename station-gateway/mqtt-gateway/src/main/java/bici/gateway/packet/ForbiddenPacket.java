package bici.gateway.packet;

/** A packet broke a rule of the standard or of the gateway. Without a stack trace: who sends these sends many. */
public final class ForbiddenPacket extends Exception {
    private static final long serialVersionUID = 1;

    private final PacketRule rule;

    ForbiddenPacket(PacketRule rule) {
        super(rule.word(), null, false, false);
        this.rule = rule;
    }

    public PacketRule rule() {
        return rule;
    }
}
