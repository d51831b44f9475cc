-- What a run's stages know about a matter they work on, for example the drafts that were checked when it was accepted.
alter table run_lease add column note text;
