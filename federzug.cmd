@echo off
rem Runs Federzug on Windows. Written for, but NOT TESTED on Windows; the tested launcher is the file "federzug" beside it.
setlocal
set "APP=%~dp0"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo Federzug braucht Java 17 oder neuer; auf diesem Rechner ist keines zu finden. Bitte ein JDK installieren oder JAVA_HOME setzen. 1>&2
  exit /b 3
)
if not exist "%APP%target\federzug.jar" (
  echo Federzug wird gebaut ^(beim ersten Mal laedt Maven die Bibliotheken, einige Minuten^) ... 1>&2
  call mvn -q -B -f "%APP%pom.xml" -Dquick -Dmaven.test.skip=true package 1>&2
  if errorlevel 1 (
    echo Federzug konnte nicht gebaut werden. Bitte Maven und den Zugang zum Internet pruefen. 1>&2
    exit /b 3
  )
)
"%JAVA%" "-Dfederzug.app=%APP%." -XX:+UseSerialGC -Dh2.bindAddress=127.0.0.1 -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -jar "%APP%target\federzug.jar" %*
exit /b %ERRORLEVEL%
