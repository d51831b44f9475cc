create table parked_copy (
    matter varchar(64) not null,
    agreement varchar(64) not null,
    copy varchar(64) not null,
    name text not null,
    reason text not null,
    since timestamp(6) with time zone not null,
    primary key (matter, agreement, copy)
);
