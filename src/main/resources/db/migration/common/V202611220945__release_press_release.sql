create table press_release (
    matter varchar(100) not null,
    state varchar(20) not null,
    draft varchar(64) not null,
    pdf varchar(64) not null,
    reasons text,
    since timestamp(6) with time zone not null,
    version bigint not null,
    constraint press_release_pk primary key (matter)
);

-- Every approval of a quote that was ever seen, in the order it was seen.
create table approval (
    matter varchar(100) not null,
    number integer not null,
    person varchar(100) not null,
    approved_by varchar(100) not null,
    approved_at timestamp(6) not null,
    wording varchar(64) not null,
    constraint approval_pk primary key (matter, number)
);
