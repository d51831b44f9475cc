-- When a mail that was put off may be tried again, and when a person last decided about it.
alter table send_ledger add column next_attempt_at timestamp(6) with time zone;
alter table send_ledger add column decided_at timestamp(6) with time zone;
