"""The configuration files of the peers that need one, and the commands that read them. Two workers for two cores."""
import os
from pathlib import Path


def written(folder, name, text):
    path = Path(folder, name)
    path.write_text(text)
    return str(path)


def nginx(binary, root, port, folder, logged):
    # No tcp_nopush: with it ranges and 100 KiB files wait for delayed ACKs on loopback.
    # Its cache of open files is as large as the data set and asks the disk once a minute: its fastest setting.
    return [binary, "-p", folder, "-e", f"{folder}/error.log", "-c", written(folder, "nginx.conf", f"""
{"user root;" if os.geteuid() == 0 else ""}
worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log crit;
events {{ worker_connections 20000; }}
http {{
  access_log {folder + "/access.log combined" if logged else "off"};
  sendfile on; keepalive_requests 1000000000; keepalive_timeout 300;
  open_file_cache max=20000 inactive=300s; open_file_cache_valid 60s;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port} backlog=4096; root {root}; location / {{ autoindex on; }} }}
}}""")]


def lighttpd(binary, root, port, folder, logged):
    # It keeps half of the descriptors free, so it is given more than the connections it is to hold.
    return [binary, "-D", "-f", written(folder, "lighttpd.conf", f"""
server.document-root = "{root}"
server.bind = "127.0.0.1"
server.port = {port}
server.max-fds = 50000
server.max-connections = 16000
server.max-worker = 0
server.max-keep-alive-requests = 1000000000
server.max-keep-alive-idle = 300
dir-listing.activate = "enable"
""")]


def apache(binary, root, port, folder, logged):
    modules = os.environ.get("APACHE_MODULES") or Path(binary).resolve().parents[1] / "lib/apache2/modules"
    loaded = "\n".join(f"LoadModule {n}_module {modules}/mod_{n}.so" for n in ("mpm_event", "authz_core", "autoindex", "dir"))
    return [binary, "-DFOREGROUND", "-f", written(folder, "apache.conf", f"""
{loaded}
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
LogLevel crit
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
ListenBacklog 4096
{"" if os.geteuid() else "User www-data"}
EnableSendfile On
EnableMMAP Off
KeepAlive On
KeepAliveTimeout 300
MaxKeepAliveRequests 0
StartServers 2
ServerLimit 4
ThreadsPerChild 64
MaxRequestWorkers 256
AsyncRequestWorkerFactor 100
DocumentRoot {root}
<Directory {root}>
  Options Indexes FollowSymLinks
  Require all granted
</Directory>
""")]
