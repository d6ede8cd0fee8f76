@echo off
rem Starts share.jar, which lies beside this file, with the flags of the script in it. JAVA_HOME wins over PATH.
setlocal
set "SHARE_JVM=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "SHARE_JVM=%JAVA_HOME%\bin\java.exe"
"%SHARE_JVM%" @FLAGS@ -jar "%~dp0share.jar" %*
exit /b %ERRORLEVEL%
