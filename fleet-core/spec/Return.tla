------------------------------- MODULE Return -------------------------------
(* One bike, stations that journal what happens and tell it late, in any order,  *)
(* again and again or never, and a ledger that folds what it is told. A station  *)
(* says at births what its dock holds, as of a length of its journal.            *)
EXTENDS Naturals, Integers, Sequences, FiniteSets

CONSTANTS Stations, First,   \* where the bike stands when the world begins
          MaxTime,           \* how much happens: rides begin and end, stations are born
          MaxBirths, MaxGivenUp,
          Fault              \* "none", or the mistake that is planted

Has(fault) == Fault = fault
Kinds == {"in", "out", "gone"}

VARIABLES now,       \* counts what happens: each thing has a time of its own
          where,     \* a station, or "out"
          journal,   \* [Stations -> Seq of [kind, at]], on the station's disk
          forgotten, \* <<station, n>> that the station was told to forget
          births,    \* inventories on their way: [st, asOf, holds, at]
          kept,      \* database: facts [st, n, kind, at, inf, late, copy]
          givenUp,   \* database: <<station, n>> not waited for: lost, or unreadable as it came
          held,      \* database: inventories that were held against the facts
          inferred,  \* database: facts that follow from inventories
          promised,  \* trips whose riders were told that an inventory ended them
          charged    \* database: sum of the entries of each trip, by the time it began

world  == <<where, journal, births>>
ledger == <<kept, givenUp, held, inferred, promised, charged>>
vars   == <<now, world, ledger, forgotten>>

Times == 1..(MaxTime + 1)

Init == /\ now = 1 /\ where = First
        /\ journal = [s \in Stations |-> IF s = First THEN <<[kind |-> "in", at |-> 1]>> ELSE <<>>]
        /\ forgotten = {} /\ births = {}
        /\ kept = {} /\ givenUp = {} /\ held = {} /\ inferred = {} /\ promised = {}
        /\ charged = [t \in Times |-> 0]

-----------------------------------------------------------------------------
(* The fold: what the facts E amount to, whatever the order they came in. *)

Earliest(E) == CHOOSE e \in E : \A f \in E : e.at < f.at \/ (e.at = f.at /\ (f.inf \/ ~e.inf))
Latest(E)   == CHOOSE e \in E : \A f \in E : e.at > f.at \/ (e.at = f.at /\ (e.inf \/ ~f.inf))

\* What moves the bike. A late fact is one: leaving it out is a mistake.
Moves(E) == {e \in E : e.kind # "gone" /\ ~(Has("late-fact-not-folded") /\ e.late)}
After(E, e) == {f \in Moves(E) : f.at > e.at \/ (f.at = e.at /\ f.inf /\ ~e.inf)}

\* Where the bike is at a moment. That it is gone says nothing of a bike that is elsewhere.
PlaceAt(E, t) ==
  LET past == {e \in Moves(E) : e.at <= t}
  IN IF past = {} THEN "unknown"
     ELSE LET last == Latest(past)
              gone == {e \in E : e.kind = "gone" /\ e.st = last.st /\ e.at >= last.at /\ e.at <= t}
          IN IF last.kind = "out" \/ gone # {} THEN "out" ELSE last.st

Trips(E) == {e \in Moves(E) : e.kind = "out"}
Ended(E, r) == After(E, r) # {} /\ Earliest(After(E, r)).kind = "in"
End(E, r)   == Earliest(After(E, r))

\* An inventory ended it, or stood for the docking until that was told.
Repaired(E, r) ==
  /\ Ended(E, r)
  /\ LET end == End(E, r)
         next == After(E, end)
     IN \/ end.inf
        \/ /\ ~Has("promise-forgotten") /\ next # {}
           /\ Earliest(next).inf /\ Earliest(next).st = end.st

Price(E, r) == IF Ended(E, r) /\ ~Repaired(E, r) THEN End(E, r).at - r.at ELSE 0

-----------------------------------------------------------------------------
(* Inventories. *)

\* The station's own facts in its own order, and what was inferred from inventories as of them.
DockHolds(E, b) ==
  LET own == {e \in E : e.st = b.st /\ (e.n <= b.asOf \/ Has("inventory-as-of-now"))}
      last == CHOOSE e \in own : \A f \in own : e.n > f.n \/ (e.n = f.n /\ (~f.inf \/ e.at >= f.at))
  IN own # {} /\ last.kind = "in"

Says(b) == [st |-> b.st, n |-> b.asOf, kind |-> IF b.holds THEN "in" ELSE "gone",
            at |-> IF Has("inferred-at-arrival") THEN now ELSE b.at, inf |-> TRUE, late |-> FALSE, copy |-> 0]

\* Neither the dock's facts nor the bike's may say otherwise.
Contradicts(b, E) == \/ b.holds # DockHolds(E, b)
                     \/ b.holds /\ PlaceAt(E, b.at) # b.st

RECURSIVE Infer(_, _, _)
Infer(K, I, evidence) ==
  LET news == {b \in evidence : Contradicts(b, K \cup I) /\ Says(b) \notin I}
  IN IF news = {} THEN I
     ELSE Infer(K, I \cup {Says(CHOOSE b \in news : \A c \in news : b.at <= c.at)}, evidence)

\* One transaction: facts K are kept, inventories H are held; the rest follows.
Commit(K, H) ==
  LET evidence == IF Has("agreement-is-forgotten") THEN H \ held ELSE H
      I == Infer(K, inferred, evidence)
      E == K \cup I
      trips == Trips(E)
      prices == [t \in Times |-> IF \E r \in trips : r.at = t THEN Price(E, CHOOSE r \in trips : r.at = t) ELSE 0]
  IN /\ kept' = K /\ held' = H /\ inferred' = I
     /\ promised' = promised \cup {r.at : r \in {q \in trips : Repaired(E, q)}}
     /\ charged' = [t \in Times |-> IF Has("charged-whole-again") /\ prices[t] # charged[t]
                                    THEN charged[t] + prices[t] ELSE prices[t]]

-----------------------------------------------------------------------------
(* The world. *)

Tick == now <= MaxTime /\ now' = now + 1
Write(s, kind) == journal' = [journal EXCEPT ![s] = Append(@, [kind |-> kind, at |-> now + 1])]

Remove(s) == /\ Tick /\ where = s /\ where' = "out" /\ Write(s, "out")
             /\ UNCHANGED <<births, ledger, forgotten>>

Return(s) == /\ Tick /\ where = "out" /\ where' = s /\ Write(s, "in")
             /\ UNCHANGED <<births, ledger, forgotten>>

Birth(s) == /\ Tick /\ Cardinality(births) < MaxBirths
            /\ births' = births \cup {[st |-> s, asOf |-> Len(journal[s]), holds |-> where = s, at |-> now + 1]}
            /\ UNCHANGED <<where, journal, ledger, forgotten>>

-----------------------------------------------------------------------------
(* The ledger. *)

Known(s) == {n \in 1..Len(journal[s]) : <<s, n>> \in givenUp \/ \E e \in kept : e.st = s /\ e.n = n}

FactOf(s, n) == [st |-> s, n |-> n, kind |-> journal[s][n].kind,
                 at |-> IF Has("order-of-arrival") THEN now + 1 ELSE journal[s][n].at,
                 inf |-> FALSE, late |-> \E e \in kept : e.at > journal[s][n].at /\ Has("late-fact-not-folded"),
                 copy |-> Cardinality({e \in kept : e.st = s /\ e.n = n})]

\* In any order; told again, it changes nothing. By arrival, each arrival takes its time.
Keep(s, n) == /\ n <= Len(journal[s]) /\ <<s, n>> \notin forgotten
              /\ (\E e \in kept : e.st = s /\ e.n = n) => Has("kept-twice")
              /\ IF Has("order-of-arrival") THEN Tick ELSE now' = now
              /\ Commit(kept \cup {FactOf(s, n)}, held)
              /\ UNCHANGED <<world, givenUp, forgotten>>

\* The station forgets what it was acknowledged: what is in the database.
Forget(s, n) == /\ n <= Len(journal[s]) /\ <<s, n>> \notin forgotten
                /\ \/ \E e \in kept : e.st = s /\ e.n = n
                   \/ Has("acknowledged-before-commit")
                /\ forgotten' = forgotten \cup {<<s, n>>}
                /\ UNCHANGED <<now, world, ledger>>

\* It may come after all.
GiveUp(s, n) == /\ n <= Len(journal[s]) /\ n \notin Known(s) /\ Cardinality(givenUp) < MaxGivenUp
                /\ givenUp' = givenUp \cup {<<s, n>>}
                /\ UNCHANGED <<now, world, kept, held, inferred, promised, charged, forgotten>>

\* Once everything up to it is told or given up; never after a newer one.
Hold(b) == /\ b \notin held /\ \A c \in held : c.st = b.st => c.at < b.at
           /\ 1..b.asOf \subseteq Known(b.st) \/ Has("inventory-before-its-facts")
           /\ Commit(kept, held \cup {b})
           /\ UNCHANGED <<now, world, givenUp, forgotten>>

Next == \/ \E s \in Stations : Remove(s) \/ Return(s) \/ Birth(s)
        \/ \E s \in Stations, n \in 1..MaxTime : Keep(s, n) \/ Forget(s, n) \/ GiveUp(s, n)
        \/ \E b \in births : Hold(b)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

All == kept \cup inferred
True(s) == {[st |-> s, kind |-> journal[s][n].kind, at |-> journal[s][n].at] : n \in 1..Len(journal[s])}
Truth == UNION {True(s) : s \in Stations}
WasIn(s, t) == LET past == {e \in Truth : e.at <= t}
                   last == CHOOSE e \in past : \A f \in past : f.at <= e.at
               IN past # {} /\ last.st = s /\ last.kind = "in"

\* Nothing is on its way, and each station's newest inventory reflects all of its journal.
AtRest == \A s \in Stations :
  /\ Known(s) = 1..Len(journal[s])
  /\ \E b \in held : b.st = s /\ b.asOf = Len(journal[s])

\* I1, I8: at rest the bike is where it is, whatever came late, and no trip rides that is over.
PlaceIsTrue == AtRest => PlaceAt(All, now) = where
\* I6: what is inferred was so.
NothingInvented == \A e \in inferred : e.kind = "in" => WasIn(e.st, e.at)
\* I6: nothing is inferred while the facts themselves may still come.
OnlyWhatWasGivenUp == inferred # {} => givenUp # {}
\* I9: no trip ends before its bike was back; without losses it ends just then.
EndsAreTrue == \A r \in Trips(All) : Ended(All, r) =>
  LET back == {e \in Truth : e.kind = "in" /\ e.at > r.at}
  IN \E e \in back : e.at <= End(All, r).at
\* I7: every fact once.
OnceEach == \A e, f \in kept : e.st = f.st /\ e.n = f.n => e = f
\* I5: what a station forgot is in the database.
NothingForgotten == \A i \in forgotten : \E e \in kept : <<e.st, e.n>> = i
\* What a rider was told to be free stays so, unless the bike was ridden again before the inventory that ended the trip.
FreeForGood == \A r \in Trips(All) :
  r.at \in promised /\ Ended(All, r) /\ (\A e \in Truth : e.kind = "out" => e.at <= r.at) => Repaired(All, r)
\* I10: entries sum to the price.
ChargedOnce == \A r \in Trips(All) : charged[r.at] = Price(All, r)
=============================================================================
