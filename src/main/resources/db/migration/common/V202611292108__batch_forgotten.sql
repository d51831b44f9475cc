create table forgotten (
    matter varchar(100) not null,
    kind varchar(20) not null,
    begun_by varchar(200) not null,
    begun_at timestamp(6) with time zone not null,
    done_at timestamp(6) with time zone,
    constraint forgotten_pk primary key (matter, kind)
);

create table document_forgotten (
    digest varchar(64) not null,
    at timestamp(6) with time zone not null,
    constraint document_forgotten_pk primary key (digest)
);
