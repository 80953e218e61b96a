prodrome audit log
