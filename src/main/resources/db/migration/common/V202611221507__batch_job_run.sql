-- The heartbeat belongs to the run: one row beats, however many matters a run has. Leases hold nothing that lasts.
drop table run_lease;
create table job_run (
  id varchar(64) not null,
  host varchar(255) not null,
  pid bigint not null,
  process_start varchar(40) not null,
  began_at timestamp(6) with time zone not null,
  beat_at timestamp(6) with time zone not null,
  constraint job_run_pk primary key (id)
);
create table run_lease (
  matter varchar(100) not null,
  run_id varchar(64) not null,
  stopped boolean not null,
  constraint run_lease_pk primary key (matter),
  constraint run_lease_run foreign key (run_id) references job_run (id)
);
create index run_lease_due on run_lease (run_id, matter);
