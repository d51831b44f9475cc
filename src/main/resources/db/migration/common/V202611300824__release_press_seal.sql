-- The seal of the house on each version of a release: what is sent is this file. One version is sealed once.
create table press_seal (
    matter varchar(100) not null,
    pdf varchar(64) not null,
    pdf_size bigint not null,
    signed varchar(64),
    sealed varchar(64),
    trouble text,
    at timestamp(6) with time zone not null,
    constraint press_seal_pk primary key (matter, pdf)
);
