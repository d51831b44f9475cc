-- Workers that are there, and what they make documents with: two that differ would make different ones of the same data.
create table worker_register (
  space varchar(255) not null,
  program varchar(64) not null,
  templates varchar(64) not null,
  fonts varchar(64) not null,
  trust varchar(64) not null,
  since timestamp(6) with time zone not null,
  beat_at timestamp(6) with time zone not null,
  constraint worker_register_pk primary key (space)
);
