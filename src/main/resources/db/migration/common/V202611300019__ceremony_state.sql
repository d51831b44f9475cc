-- A process that serves pages asks every second which signings are complete and not closed yet.
create index ceremony_state on ceremony (state, matter, agreement);
