-- The name of this ledger, by which records of sendings outside the database are known to be its own. One row.
create table send_ledger_name (
    name varchar(40) not null,
    constraint send_ledger_name_pk primary key (name)
);
-- Matters restored from a backup: what they sent since then is not known here. Until a person decides, nothing goes out.
create table send_doubt (
    matter varchar(100) not null,
    backup_at timestamp(6) with time zone not null,
    constraint send_doubt_pk primary key (matter)
);
