-- The door through which somebody acted; null in entries written before it was recorded.
alter table ceremony_journal add column through varchar(16);
