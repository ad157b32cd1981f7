------------------------------- MODULE Unlock -------------------------------
(* One bike in one dock, riders who want it, a server, a node that publishes and *)
(* a station. Messages are lost (never delivered), late and doubled (delivered   *)
(* any number of times); node and station crash; connections are half open.      *)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS Keys,        \* requests: a rider with an idempotency key each
          TimeToLive,  \* from request to deadline
          MaxTime, MaxEpoch, MaxJournal, MaxCrashes,
          Fault        \* "none", or the mistake that is planted

Ids   == Keys \X {1, 2}          \* commands; a request has one, unless a fault makes a second
None  == <<>>
Ended == {"done", "expired", "offline"}
Has(fault) == Fault = fault

VARIABLES now,
          request,    \* database: [Keys -> {"none", "accepted", "refused"}]
          cmd,        \* database: [Ids -> [state, epoch, deadline]]
          session,    \* database: epoch of the station's newest session
          online,     \* database: is that session open?
          asOf,       \* database: length of the journal that the newest birth reflects
          read,       \* database: length of the journal that is kept
          hand,       \* node, lost in a crash: taken from the queue, not published
          net,        \* commands on their way, for ever
          replies,    \* refusals on their way, for ever
          link,       \* station: the session it is in, 0 when in none
          seen,       \* station, on disk: ids it has taken or refused
          busy,       \* station, lost in a crash: id is on disk, lock not yet open
          unwritten,  \* station, lost in a crash: only a fault needs it
          journal,    \* station, on disk: ids by which the bike left, and "back"
          bikeIn,     \* is the bike in the dock?
          told,       \* what riders were told: [Keys -> SUBSET {"ok", "failed"}]
          opened,     \* how often the lock opened for a command
          wrong,      \* openings that must not be
          crashes

server  == <<request, cmd, session, online, asOf, read>>
station == <<link, seen, busy, unwritten, journal, bikeIn>>
ghost   == <<opened, wrong>>
vars    == <<now, server, hand, net, replies, station, told, ghost, crashes>>

Init == /\ now = 0 /\ crashes = 0
        /\ request = [k \in Keys |-> "none"]
        /\ cmd = [i \in Ids |-> [state |-> "none", epoch |-> 0, deadline |-> 0]]
        /\ session = 1 /\ online = TRUE /\ asOf = 0 /\ read = 0
        /\ hand = {} /\ net = {} /\ replies = {}
        /\ link = 1 /\ seen = {} /\ busy = None /\ unwritten = None
        /\ journal = <<>> /\ bikeIn = TRUE
        /\ told = [k \in Keys |-> {}]
        /\ opened = [i \in Ids |-> 0] /\ wrong = {}

-----------------------------------------------------------------------------
(* The server: each action is one transaction. *)

Holds(i)  == cmd[i].state \notin Ended \cup {"none"} /\ now <= cmd[i].deadline + 1
BikeKnown == read = 0 \/ journal[read] = "back"

Queue(i) == cmd' = [cmd EXCEPT ![i] = [state |-> "queued", epoch |-> session, deadline |-> now + TimeToLive]]

Ask(k) == /\ request[k] = "none"
          /\ IF online /\ BikeKnown /\ \A i \in Ids : ~Holds(i)
             THEN request' = [request EXCEPT ![k] = "accepted"] /\ Queue(<<k, 1>>) /\ UNCHANGED told
             ELSE /\ request' = [request EXCEPT ![k] = "refused"]
                  /\ told' = [told EXCEPT ![k] = @ \cup {"failed"}]
                  /\ UNCHANGED cmd
          /\ UNCHANGED <<now, session, online, asOf, read, hand, net, replies, station, ghost, crashes>>

\* The same key again: nothing new, unless the key is not looked up.
AskAgain(k) == /\ Has("key-not-looked-up")
               /\ request[k] = "accepted" /\ cmd[<<k, 2>>].state = "none" /\ online
               /\ Queue(<<k, 2>>)
               /\ UNCHANGED <<now, request, session, online, asOf, read, hand, net, replies, station, told, ghost, crashes>>

\* The rider is told the end. Undecided is told as unknown, which promises nothing and is left out.
Answer(k) == LET state == cmd[<<k, 1>>].state
                 gaveUp == Has("unknown-told-as-failed") /\ state \in {"sent", "unknown"} /\ now >= cmd[<<k, 1>>].deadline
             IN /\ state \in Ended \/ gaveUp
                /\ told' = [told EXCEPT ![k] = @ \cup {IF state = "done" THEN "ok" ELSE "failed"}]
                /\ UNCHANGED <<now, server, hand, net, replies, station, ghost, crashes>>

Take(i) == /\ cmd[i].state = "queued"
           /\ LET next == IF now >= cmd[i].deadline THEN "expired"
                          ELSE IF online /\ cmd[i].epoch = session THEN "sent" ELSE "offline"
              IN /\ cmd' = [cmd EXCEPT ![i].state = next]
                 /\ hand' = IF next = "sent" THEN hand \cup {i} ELSE hand
           /\ UNCHANGED <<now, request, session, online, asOf, read, net, replies, station, told, ghost, crashes>>

Publish(i) == /\ i \in hand /\ hand' = hand \ {i}
              /\ net' = net \cup {[id |-> i, epoch |-> cmd[i].epoch,
                                   deadline |-> IF Has("age-counts-from-publishing") THEN now + TimeToLive ELSE cmd[i].deadline]}
              /\ cmd' = IF Has("published-is-done") THEN [cmd EXCEPT ![i].state = "done"] ELSE cmd
              /\ UNCHANGED <<now, request, session, online, asOf, read, replies, station, told, ghost, crashes>>

Hear(i) == /\ i \in replies /\ online /\ cmd[i].state \notin Ended
           /\ cmd' = [cmd EXCEPT ![i].state = "expired"]
           /\ UNCHANGED <<now, request, session, online, asOf, read, hand, net, replies, station, told, ghost, crashes>>

\* The next fact of the journal; it ends its command whatever was unknown.
Keep == /\ online /\ link = session /\ read < Len(journal)
        /\ read' = read + 1
        /\ LET entry == journal[read + 1]
           IN cmd' = IF entry # "back" /\ cmd[entry].state \notin Ended
                     THEN [cmd EXCEPT ![entry].state = "done"] ELSE cmd
        /\ UNCHANGED <<now, request, session, online, asOf, hand, net, replies, station, told, ghost, crashes>>

\* Past the deadline: unknown. After a birth whose inventory is as of facts that are all kept: it did not happen.
Sweep(i) == /\ cmd[i].state \in {"sent", "unknown"} /\ now >= cmd[i].deadline
            /\ LET shown == session > cmd[i].epoch /\ (read >= asOf \/ Has("inventory-before-its-facts"))
               IN /\ shown \/ cmd[i].state = "sent"
                  /\ cmd' = [cmd EXCEPT ![i].state = IF shown THEN "expired" ELSE "unknown"]
            /\ UNCHANGED <<now, request, session, online, asOf, read, hand, net, replies, station, told, ghost, crashes>>

Drop == /\ online /\ online' = FALSE    \* noticed here; the station may not know
        /\ UNCHANGED <<now, request, cmd, session, asOf, read, hand, net, replies, station, told, ghost, crashes>>

NodeCrash == /\ crashes < MaxCrashes /\ crashes' = crashes + 1
             /\ hand' = {} /\ online' = FALSE
             /\ UNCHANGED <<now, request, cmd, session, asOf, read, net, replies, station, told, ghost>>

-----------------------------------------------------------------------------
(* The station. *)

Connect == /\ session < MaxEpoch /\ session' = session + 1 /\ online' = TRUE /\ asOf' = Len(journal)
           /\ link' = IF Has("old-session-obeyed") THEN link ELSE 0
           /\ UNCHANGED <<now, request, cmd, read, hand, net, replies, seen, busy, unwritten, journal, bikeIn, told, ghost, crashes>>

Join == /\ online /\ link # session /\ link' = session
        /\ UNCHANGED <<now, server, hand, net, replies, seen, busy, unwritten, journal, bikeIn, told, ghost, crashes>>

InTime(m)    == now <= m.deadline \/ Has("no-deadline")
InSession(m) == m.epoch = link \/ Has("old-session-obeyed")

\* The id is on disk before anything moves, whether it is obeyed or refused.
Accept(m) == /\ link # 0 /\ busy = None /\ m.id \notin seen
             /\ LET obeyed == InTime(m) /\ InSession(m) /\ bikeIn
                IN /\ seen' = IF obeyed \/ ~Has("refused-not-remembered") THEN seen \cup {m.id} ELSE seen
                   /\ busy' = IF obeyed THEN <<m>> ELSE None
                   /\ replies' = IF obeyed THEN replies ELSE replies \cup {m.id}
             /\ UNCHANGED <<now, server, hand, net, link, unwritten, journal, bikeIn, told, ghost, crashes>>

\* The fact is on disk before the lock moves: one step here, as no crash falls between what counts.
Open == /\ busy # None /\ Len(journal) < MaxJournal /\ busy' = None
        /\ LET m == busy[1]
               late == {"late" : x \in {y \in {1} : now > cmd[m.id].deadline}}
               old  == {"old session" : x \in {y \in {1} : m.epoch # link}}
           IN IF InTime(m) /\ InSession(m) /\ bikeIn
              THEN /\ bikeIn' = FALSE /\ opened' = [opened EXCEPT ![m.id] = @ + 1] /\ wrong' = wrong \cup late \cup old
                   /\ IF Has("lock-before-journal")
                      THEN unwritten' = <<m.id>> /\ UNCHANGED journal
                      ELSE journal' = Append(journal, m.id) /\ UNCHANGED unwritten
                   /\ UNCHANGED replies
              ELSE replies' = replies \cup {m.id} /\ UNCHANGED <<bikeIn, ghost, journal, unwritten>>
        /\ UNCHANGED <<now, server, hand, net, link, seen, told, crashes>>

WriteLate == /\ unwritten # None /\ Len(journal) < MaxJournal
             /\ journal' = Append(journal, unwritten[1]) /\ unwritten' = None
             /\ UNCHANGED <<now, server, hand, net, replies, link, seen, busy, bikeIn, told, ghost, crashes>>

Return == /\ ~bikeIn /\ Len(journal) < MaxJournal
          /\ bikeIn' = TRUE /\ journal' = Append(journal, "back")
          /\ UNCHANGED <<now, server, hand, net, replies, link, seen, busy, unwritten, told, ghost, crashes>>

StationCrash == /\ crashes < MaxCrashes /\ crashes' = crashes + 1
                /\ link' = 0 /\ busy' = None /\ unwritten' = None
                /\ seen' = IF Has("ids-forgotten") THEN {} ELSE seen
                /\ UNCHANGED <<now, server, hand, net, replies, journal, bikeIn, told, ghost>>

Tick == /\ now < MaxTime /\ now' = now + 1
        /\ UNCHANGED <<server, hand, net, replies, station, told, ghost, crashes>>

Next == \/ \E k \in Keys : Ask(k) \/ AskAgain(k) \/ Answer(k)
        \/ \E i \in Ids : Take(i) \/ Publish(i) \/ Hear(i) \/ Sweep(i)
        \/ \E m \in net : Accept(m)
        \/ Open \/ WriteLate \/ Return \/ Keep \/ Drop \/ Connect \/ Join \/ NodeCrash \/ StationCrash \/ Tick

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

OpenedFor(k) == opened[<<k, 1>>] + opened[<<k, 2>>]

\* I3: at most one opening for a request.
OneOpening == \A k \in Keys : OpenedFor(k) <= 1
\* I4: never after the deadline, never for another session.
NoLateOpening == wrong = {}
\* I4: "failed" is told only when nothing opened, and then nothing ever does.
FailedIsTrue == \A k \in Keys : "failed" \in told[k] => OpenedFor(k) = 0
\* I3: one answer for ever.
OneAnswer == \A k \in Keys : Cardinality(told[k]) <= 1
\* I6: nothing is done but by the lock's own fact.
DoneIsTrue == \A i \in Ids : cmd[i].state = "done" => opened[i] > 0
\* I5: once the journal is known, no opening is undecided or decided wrongly.
JournalResolves == read = Len(journal) => \A i \in Ids : opened[i] > 0 => cmd[i].state = "done"
\* I2: the bike is promised to one rider at a time.
OneHolder == \A i, j \in Ids : Holds(i) /\ Holds(j) => i = j
=============================================================================
