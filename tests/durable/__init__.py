"""What must survive what: kills, failing disks, damage, several programs, failing printers."""
