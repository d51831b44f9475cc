create table ceremony (
    matter varchar(64) not null,
    agreement varchar(64) not null,
    version integer not null,
    rehearsal boolean not null,
    state varchar(16) not null,
    since timestamp(6) with time zone not null,
    matter_version integer not null,
    draft varchar(64) not null,
    pages integer not null,
    prepared varchar(64) not null,
    signed varchar(64),
    sealed varchar(64),
    verdict varchar(64),
    reason text,
    journal_entries integer not null,
    journal_hash varchar(64) not null,
    primary key (matter, agreement)
);

create table turn (
    matter varchar(64) not null,
    agreement varchar(64) not null,
    rank integer not null,
    person varchar(64) not null,
    name text not null,
    office text not null,
    step integer not null,
    device text not null,
    fallback text not null,
    deadline timestamp(6),
    state varchar(16) not null,
    since timestamp(6) with time zone not null,
    primary key (matter, agreement, person),
    foreign key (matter, agreement) references ceremony (matter, agreement)
);

create table ceremony_journal (
    matter varchar(64) not null,
    agreement varchar(64) not null,
    entry integer not null,
    happened_at timestamp(6) with time zone not null,
    event varchar(32) not null,
    person varchar(64) not null,
    actor text not null,
    reason text,
    reason_digest varchar(64) not null,
    digest_before varchar(64),
    digest_after varchar(64),
    verdict varchar(64),
    previous varchar(64) not null,
    hash varchar(64) not null,
    primary key (matter, agreement, entry),
    foreign key (matter, agreement) references ceremony (matter, agreement)
);

create table signing_session (
    matter varchar(64) not null,
    agreement varchar(64) not null,
    person varchar(64) not null,
    content text not null,
    begun_at timestamp(6) with time zone not null,
    primary key (matter, agreement),
    foreign key (matter, agreement) references ceremony (matter, agreement)
);
