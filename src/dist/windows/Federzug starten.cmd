@echo off
rem For a double click: Federzug in the browser. Data lies in the user's own folder; closing this window ends Federzug.
rem The variable has no underscore: what begins with FEDERZUG_ is read as a setting.
title Federzug
chcp 65001 >nul 2>&1
if not defined FEDERZUGDATEN set "FEDERZUGDATEN=%LOCALAPPDATA%\Federzug"
echo Federzug wird gestartet; gleich oeffnet sich der Browser. Zum Beenden dieses Fenster schliessen.
call "%~dp0bin\federzug.cmd" serve --open --home "%FEDERZUGDATEN%\daten" --out "%FEDERZUGDATEN%\ausgabe"
if errorlevel 1 pause
