#!/bin/busybox sh
# The first program in the virtual machine: loads the modules, puts a layer that forgets over the host's files, and
# goes on there. Ends the machine when the script named in /guest ends.
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t sysfs sys /sys
$B mount -t devtmpfs dev /dev
for module in /modules/*.ko; do
  case $module in
    *dummy_hcd*) $B insmod "$module" num=4 ;;
    *) $B insmod "$module" ;;
  esac || echo "$module could not be loaded"
done
$B mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144,cache=loose hostroot /host
$B mount -t tmpfs layer /overlay
$B mkdir /overlay/upper /overlay/work
$B mount -t overlay -o lowerdir=/host,upperdir=/overlay/upper,workdir=/overlay/work layered /new
$B mount -t proc proc /new/proc
$B mount -t sysfs sys /new/sys
$B mount -t devtmpfs dev /new/dev
$B mkdir -p /new/dev/pts
$B mount -t devpts pts /new/dev/pts
$B mount -t configfs config /new/sys/kernel/config
$B mount -t tmpfs run /new/run
$B ip link set lo up
$B chroot /new /bin/bash "$($B cat /guest)"
echo "GUEST ENDS $?"
$B poweroff -f
