#!/bin/busybox sh
# The first program in the virtual PC: loads the modules, mounts the disk, and goes on in what is installed there.
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t devtmpfs dev /dev
for module in /modules/*.ko; do
  $B insmod "$module" || echo "$module could not be loaded"
done
$B mount -t ext4 /dev/vda /new || { echo "NO DISK"; $B poweroff -f; }
echo "MOUNTED $($B cut -d ' ' -f 1 /proc/uptime)"
$B umount /proc
$B mount -o move /dev /new/dev
exec $B switch_root /new /usr/lib/systemd/systemd
