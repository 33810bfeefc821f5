# The rendered files put to use, as docs/hardening.md says, on the machine of boot.sh.
set -e
ip link set lo up
ip link add front type veth peer name other
ip address add 10.8.0.1/24 dev front
ip link set front up
ip link set other up
cd /mnt/rendered
sh ./account.sh
nft -f nftables.nft
cp openclaw.json /etc/openclaw/openclaw.json
chmod 640 /etc/openclaw/openclaw.json
cp openclaw.service /etc/systemd/system/
systemctl daemon-reload
systemctl start openclaw.service
