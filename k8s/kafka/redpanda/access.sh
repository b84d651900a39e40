#!/usr/bin/env bash
# Creates a user for each account and grants what it needs; can be repeated, and then resets the passwords.
set -euo pipefail

# Without a CA of its own, the broker's certificate is one that the system trusts.
if [ -s /admin/ca.pem ]; then export RPK_TLS_CA=/admin/ca.pem RPK_ADMIN_TLS_CA=/admin/ca.pem; fi

for account in /accounts/*; do
  user=$(cat "$account/user") password=$(cat "$account/password") mechanism=$(cat "$account/mechanism")
  rpk security user create "$user" --new-password "$password" --mechanism "$mechanism" ||
    rpk security user update "$user" --new-password "$password" --mechanism "$mechanism"
done

principal() { printf 'User:%s' "$(cat "/accounts/$1/user")"; }
source /scripts/acls.sh
rpk security acl list
