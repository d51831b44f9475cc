-- The embedded database holds no documents: they lie in the home. Backups compare the versions of both databases.
select 1;
