@echo off
rem Runs the Federzug that lies beside this file. Nothing is built, nothing is downloaded.
setlocal EnableExtensions DisableDelayedExpansion
set "APP=%~dp0.."
set "JAVA=%APP%\runtime\bin\java.exe"
if exist "%JAVA%" goto run
if not defined JAVA_HOME goto search
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%JAVA%" goto version
echo In JAVA_HOME liegt kein Java: "%JAVA%" gibt es nicht. Bitte JAVA_HOME berichtigen oder entfernen. 1>&2
exit /b 3
:search
rem Only on the path: a java.exe in the current folder may be anybody's.
set "JAVA="
for %%i in (java.exe) do set "JAVA=%%~$PATH:i"
if defined JAVA goto version
echo Federzug braucht Java 17 oder neuer; auf diesem Rechner ist keines zu finden. Bitte eines installieren oder JAVA_HOME setzen. 1>&2
exit /b 3
:version
rem The command within "for" is read a second time: names of folders, which may hold percent signs, come in only then.
set "FOUND="
set "MAJOR=0"
for /f "tokens=2,3" %%u in ('""%%JAVA%%" -version 2>&1"') do if "%%u"=="version" set "FOUND=%%~v"
if defined FOUND for /f "delims=.-" %%m in ("%FOUND%") do set "MAJOR=%%m"
if %MAJOR% GEQ 17 goto run
if not defined FOUND set "FOUND=eine unbekannte Version"
echo Federzug braucht Java 17 oder neuer; gefunden wurde %FOUND% in "%JAVA%". Bitte ein neueres installieren oder JAVA_HOME darauf setzen. 1>&2
exit /b 3
:run
rem Some commands are done before the second compiler would pay off; pages and workers run for weeks, within bounds.
set "OPTION="
if "%~1"=="" set "OPTION=-XX:TieredStopAtLevel=1"
for %%s in (-h --help --version status cancel decline defer replace init) do if "%~1"=="%%s" set "OPTION=-XX:TieredStopAtLevel=1"
if "%~1"=="worker" set "OPTION=-Xmx1g"
rem Pages leave the second compiler to methods that are called again and again: while they start it would cost more than all the rest.
if "%~1"=="serve" set "OPTION=-Xmx1g -XX:Tier4InvocationThreshold=150000 -XX:Tier4MinInvocationThreshold=18000 -XX:Tier4CompileThreshold=450000 -XX:Tier4BackEdgeThreshold=1200000"
rem Umlauts, as long as Java runs; the console gets its own code page back.
set "PAGE="
for /f "tokens=2 delims=:." %%c in ('chcp') do set "PAGE=%%c"
chcp 65001 >nul 2>&1
"%JAVA%" %OPTION% "-Dfederzug.app=%APP%" -XX:+UseSerialGC -Dh2.bindAddress=127.0.0.1 -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -jar "%APP%\lib\federzug.jar" %*
set "CODE=%ERRORLEVEL%"
if defined PAGE chcp %PAGE% >nul 2>&1
exit /b %CODE%
