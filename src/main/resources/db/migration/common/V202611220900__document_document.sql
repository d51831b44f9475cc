create table document (
    digest varchar(64) not null,
    stage varchar(16) not null,
    name text not null,
    size bigint not null,
    facts text not null,
    kept_at timestamp(6) with time zone not null,
    primary key (digest, stage)
);
