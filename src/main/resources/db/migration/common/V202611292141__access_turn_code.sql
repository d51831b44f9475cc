-- A code told by telephone, asked for before a person sees their document: only its hash is kept.
create table turn_code (
    matter varchar(100) not null,
    person varchar(100) not null,
    encoded varchar(500) not null,
    made_at timestamp(6) with time zone not null,
    constraint turn_code_pk primary key (matter, person)
);
