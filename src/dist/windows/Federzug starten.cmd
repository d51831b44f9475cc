@echo off
rem For a double click: Federzug in the browser. Data lies in the user's own folder; closing this window ends Federzug.
rem The variable has no underscore: what begins with FEDERZUG_ is read as a setting.
setlocal EnableExtensions DisableDelayedExpansion
title Federzug
if not defined FEDERZUGDATEN set "FEDERZUGDATEN=%LOCALAPPDATA%\Federzug"
set "FEDERZUGDATEN=%FEDERZUGDATEN:"=%"
set "HERE=%~dp0"
echo Federzug wird gestartet; gleich oeffnet sich der Browser. Zum Beenden dieses Fenster schliessen.
rem "call" reads its line twice: names of folders, which may hold percent signs, come in only the second time.
call "%%HERE%%bin\federzug.cmd" serve --open --home "%%FEDERZUGDATEN%%\daten" --out "%%FEDERZUGDATEN%%\ausgabe"
if not "%ERRORLEVEL%"=="0" pause
