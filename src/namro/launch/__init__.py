"""Starting and stopping Namro on one machine: data folder, embedded PostgreSQL, web server, worker. No Django here."""
