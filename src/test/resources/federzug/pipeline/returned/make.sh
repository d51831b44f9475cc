#!/usr/bin/env bash
# Makes the specimens of this folder again. Needs poppler-utils, libnss3-tools, libreoffice-writer and python3-uno.
# make.sh FOLDER-WITH-zugesandt.pdf: run in the project's root; zugesandt.pdf is written by federzug.testkit.ReturnedSpecimens.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); out=$(cd "$1" && pwd); work=$(mktemp -d)
certutil -N -d "sql:$work" --empty-password
for person in raphael rodig; do
  pk12util -i "keystores-example/$person-NUR-ZUM-TESTEN.p12" -d "sql:$work" -W nur-zum-testen -K ''
done
# pdfsig 22.12 measures an ECDSA signature once and makes it anew, so it fails whenever the second is longer.
with_pdfsig() {
  until pdfsig -nssdir "sql:$work" -sign raphael_Unterschrift -nick "$1-nur-zum-testen" "$out/zugesandt.pdf" "$work/out.pdf" 2>&1 |
    { ! grep -q unable; }; do rm -f "$work/out.pdf"; done
  mv "$work/out.pdf" "$out/$2"
}
with_pdfsig raphael pdfsig-raphael.pdf
with_pdfsig rodig pdfsig-rodig-in-raphaels-field.pdf
export MOZILLA_CERTIFICATE_FOLDER="sql:$work"
soffice "-env:UserInstallation=file://$work/profile" --headless --norestore \
  --accept="socket,host=127.0.0.1,port=2002;urp" >/dev/null 2>&1 & office=$!
/usr/bin/python3 "$here/libreoffice.py" "$out/zugesandt.pdf" "$out/libreoffice-raphael-own-field.pdf" Raphael
kill $office; rm -rf "$work"
