"""What watches over an open workspace: idle times, who is at the keyboard, daily backups."""
