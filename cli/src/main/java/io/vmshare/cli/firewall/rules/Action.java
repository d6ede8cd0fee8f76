package io.vmshare.cli.firewall.rules;

/**
 * What a rule does with a packet that it matches.
 *
 * @param kind what
 * @param target the chain where a jump or goto leads; else empty
 */
record Action(Kind kind, String target) {

    static final Action ACCEPT = new Action(Kind.ACCEPT, "");
    static final Action DROP = new Action(Kind.DROP, "");
    static final Action RETURN = new Action(Kind.RETURN, "");
    static final Action NOTHING = new Action(Kind.NOTHING, "");
    static final Action OBSCURE = new Action(Kind.OBSCURE, "");

    enum Kind {
        /** Ends this base chain; the next one looks at the packet. */
        ACCEPT,
        DROP,
        /** Drops and answers so that the client's connect fails with ECONNREFUSED. */
        REFUSE,
        /** Drops and answers so that the client's connect fails with EHOSTUNREACH or the like. */
        PROHIBIT,
        JUMP,
        GOTO,
        RETURN,
        /** Counts, logs or marks; the next rule is asked. */
        NOTHING,
        /** Hands the packet to somebody else, changes where it goes, or does what we do not know. */
        OBSCURE
    }

    static Action jump(String target) {
        return new Action(Kind.JUMP, target);
    }

    static Action go(String target) {
        return new Action(Kind.GOTO, target);
    }

    /**
     * Returns a rejection. The client's system makes an errno of the answer (RFC 1122 §4.2.3.9): a reset or port
     * unreachable is "refused", any other kind of unreachable is not.
     *
     * @param answer the kind of answer as nft or iptables name it
     */
    static Action reject(String answer) {
        boolean refuses = answer.contains("port-unreach") || answer.contains("reset") || answer.equals("tcp-rst");
        return new Action(refuses ? Kind.REFUSE : Kind.PROHIBIT, "");
    }
}
