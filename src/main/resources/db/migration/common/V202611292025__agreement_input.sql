-- What people are typing on the pages, kept until it is accepted or thrown away.
create table matter_input (
    id      varchar(40)                 not null,
    matter  varchar(60)                 not null,
    account varchar(100)                not null,
    base    integer                     not null,
    text    text                        not null,
    at      timestamp(6) with time zone not null,
    primary key (id)
);
create index matter_input_account on matter_input (account, matter);

-- Who accepted a version of a matter; empty for those from before.
alter table matter add column accepted_by varchar(200) default '' not null;
