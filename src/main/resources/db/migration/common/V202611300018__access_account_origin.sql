-- Accounts of persons for whom a login service or a directory of the house answers.
alter table account add column origin varchar(20) default 'HERE' not null;
alter table account add column outside varchar(500);
create unique index account_outside on account (origin, outside);
