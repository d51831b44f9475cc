@echo off
rem For a double click: Federzug in the browser. Data lies in the user's own folder; closing this window ends Federzug.
title Federzug
chcp 65001 >nul 2>&1
if not defined FEDERZUG_HOME set "FEDERZUG_HOME=%LOCALAPPDATA%\Federzug"
echo Federzug wird gestartet; gleich oeffnet sich der Browser. Zum Beenden dieses Fenster schliessen.
call "%~dp0bin\federzug.cmd" serve --open --home "%FEDERZUG_HOME%\daten" --out "%FEDERZUG_HOME%\ausgabe"
if errorlevel 1 pause
