create table rehearsal_sheet (
    matter varchar(64) not null,
    prepared varchar(64) not null,
    made_at timestamp(6) with time zone not null,
    primary key (matter)
);

create table rehearsal_return (
    matter varchar(64) not null,
    person varchar(64) not null,
    copy varchar(64) not null,
    holder text not null,
    serial_number text not null,
    time_stamped boolean not null,
    name_matches boolean not null,
    confirmed_by text not null,
    returned_at timestamp(6) with time zone not null,
    primary key (matter, person),
    foreign key (matter) references rehearsal_sheet (matter)
);
