create table run_lease (
  matter varchar(100) primary key,
  run_id varchar(64) not null,
  host varchar(255) not null,
  pid bigint not null,
  process_start varchar(40) not null,
  taken_at timestamp(6) with time zone not null,
  beat_at timestamp(6) with time zone not null
);
create index run_lease_run on run_lease (run_id);
