-- Each mail or file that came in, by the digest of its bytes, with what became of it.
create table incoming (
    digest varchar(64) not null,
    source varchar(400) not null,
    place varchar(400) not null,
    message_id varchar(400) not null,
    sender varchar(400) not null,
    subject varchar(400) not null,
    outcome varchar(20) not null,
    matter varchar(100) not null,
    reason text not null,
    at timestamp(6) with time zone not null,
    constraint incoming_pk primary key (digest)
);
-- One run at a time for each mailbox.
create table incoming_run (
    source varchar(400) not null,
    holder varchar(300) not null,
    lease_until timestamp(6) with time zone not null,
    constraint incoming_run_pk primary key (source)
);
-- What is known of an address from what came back: it does not exist, or wants no more mail.
create table address_mark (
    address varchar(330) not null,
    kind varchar(20) not null,
    reason text not null,
    at timestamp(6) with time zone not null,
    constraint address_mark_pk primary key (address, kind)
);
