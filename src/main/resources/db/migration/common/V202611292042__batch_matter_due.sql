-- When workers look at a matter next. Nothing here lasts: a matter that is missing is looked at.
create table matter_due (
  matter varchar(100) not null,
  due_at timestamp(6) with time zone not null,
  pause integer not null,
  ended boolean not null,
  changes bigint not null,
  constraint matter_due_pk primary key (matter)
);
create index matter_due_at on matter_due (ended, due_at, matter);
