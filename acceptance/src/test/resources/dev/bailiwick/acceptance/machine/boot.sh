#!/bin/bash
# boot.sh FOLDER: becomes systemd as first process over an overlay of the root, FOLDER at /mnt
set -e
D=$1/machine
mkdir -p $D
mount --make-rprivate /
mount -t tmpfs tmpfs $D
mkdir $D/up $D/work $D/root
mount -t overlay overlay -o lowerdir=/,upperdir=$D/up,workdir=$D/work $D/root
R=$D/root
mount -t proc proc $R/proc
mount -t sysfs sysfs $R/sys
mount --rbind /dev $R/dev
mount -t tmpfs -o nosuid,nodev,mode=755 tmpfs $R/run
mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs $R/tmp
mount --bind $1 $R/mnt
mount -t tmpfs tmpfs $R/sys/fs/cgroup
mkdir $R/sys/fs/cgroup/systemd
mount -t cgroup -o none,name=systemd,xattr cgroup $R/sys/fs/cgroup/systemd
for each in cpu memory pids; do mkdir $R/sys/fs/cgroup/$each; mount -t cgroup -o $each cgroup $R/sys/fs/cgroup/$each; done
mkdir -p $R/run/systemd/system
printf '[Unit]\nDefaultDependencies=no\nAllowIsolate=yes\n' >$R/run/systemd/system/bare.target
cd $R
mkdir -p old
pivot_root . old
umount -l old
export container=bailiwick
exec /lib/systemd/systemd --system --unit=bare.target --log-target=console --show-status=no
