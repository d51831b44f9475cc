@echo off
rem Runs the Federzug that lies beside this file. Nothing is built, nothing is downloaded.
setlocal
chcp 65001 >nul 2>&1
set "APP=%~dp0.."
set "JAVA=%APP%\runtime\bin\java.exe"
if exist "%JAVA%" goto run
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if not errorlevel 1 goto run
echo Federzug braucht Java 17 oder neuer; auf diesem Rechner ist keines zu finden. Bitte eines installieren oder JAVA_HOME setzen. 1>&2
exit /b 3
:run
"%JAVA%" "-Dfederzug.app=%APP%" -XX:+UseSerialGC -Dh2.bindAddress=127.0.0.1 -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -jar "%APP%\lib\federzug.jar" %*
exit /b %ERRORLEVEL%
