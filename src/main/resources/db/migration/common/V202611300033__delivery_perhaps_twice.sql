-- Whether a mail arrived could not be found out: it is sent again, and says that it may come twice.
alter table send_ledger add column perhaps_twice boolean default false not null;
