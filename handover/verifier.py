#!/usr/bin/env python3
"""Vérifie un lot de pièces préparé par Renom, sans Renom : Python 3.8 ou plus récent, et le programme openssl.

    python3 verifier.py LOT.zip --empreinte EMPREINTE
    python3 verifier.py DOSSIER

EMPREINTE est celle du bordereau remis avec le lot : elle est comparée avant que l’archive ne soit ouverte. Rien n’est
écrit (sauf dans un dossier temporaire, effacé), rien n’est envoyé. Code de sortie : 0 quand tout tient, 1 sinon.
"""

import argparse
import calendar
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile

INVENTORY = "empreintes-sha256.txt"
MOST_FILES = 20_000
MOST_BYTES = 1 << 31
HOLDS, TOLD, BROKEN = "tient", "à savoir", "NE TIENT PAS"
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n")
MOMENT = re.compile(r"Time stamp: (\w{3})\s+(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (\d{4}) GMT")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SHA256 = re.compile(r"[0-9a-f]{64}")


def main(arguments):
    """Verify what the command line names, print a verdict a line, and return the exit status."""
    reader = argparse.ArgumentParser(description="Vérifie un lot de pièces préparé par Renom.")
    reader.add_argument("lot", help="l’archive .zip, ou le dossier où elle a été décompressée")
    reader.add_argument("--empreinte", default="", help="empreinte SHA-256 de l’archive, telle qu’au bordereau")
    asked = reader.parse_args(arguments)
    verdicts = verify(asked.lot, asked.empreinte.strip().lower())
    for level, about, told in verdicts:
        print("[%s] %s : %s" % (level, about, told))
    broken = sum(level == BROKEN for level, _, _ in verdicts)
    print("LE LOT NE TIENT PAS : %d anomalie(s)." % broken if broken else "Tout tient.")
    return 1 if broken else 0


def verify(place, told):
    """Return the verdicts on a pack, as (level, about, told)."""
    if os.path.isdir(place):
        if told:
            return [(BROKEN, place, "une empreinte se compare à l’archive, non à un dossier : donnez le fichier .zip")]
        return verify_files(files_of_folder(place))
    try:
        with open(place, "rb") as stream:
            body = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return [(BROKEN, place, "illisible (%s)" % error.strerror)]
    found = hashlib.sha256(body).hexdigest()
    if told and told != found:
        return [(BROKEN, place, "l’archive n’est pas celle du bordereau : son empreinte est %s" % found)]
    if told:
        first = (HOLDS, place, "l’archive est celle du bordereau")
    else:
        first = (TOLD, place, "empreinte non donnée : comparez-la au bordereau : %s" % found)
    try:
        return [first, *verify_files(files_of_archive(place))]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return [first, (BROKEN, place, "l’archive est illisible")]


def files_of_folder(place):
    """Return the files of a folder by path."""
    files = {}
    for folder, _, names in os.walk(place):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as stream:
                files[os.path.relpath(path, place).replace(os.sep, "/")] = stream.read()
    return files


def files_of_archive(place):
    """Return the files of an archive by path; raise ValueError when it is not one of ours."""
    with zipfile.ZipFile(place) as archive:
        entries = archive.infolist()
        names = [one.filename for one in entries]
        if (
            len(set(names)) < len(names)
            or len(names) > MOST_FILES
            or sum(one.file_size for one in entries) > MOST_BYTES
        ):
            raise ValueError("entries")
        if any(one.compress_type != zipfile.ZIP_STORED for one in entries):
            raise ValueError("compressed")
        return {one.filename: archive.read(one) for one in entries}


def verify_files(files):
    """Return the verdicts on the files of a pack: inventory, manifests, pieces, tokens, chain."""
    verdicts = inventory(files)
    manifests = {}
    for path in sorted(files):
        parts = path.split("/")
        if len(parts) == 3 and parts[0] == "manifestes" and parts[2] == "manifest.json":
            content = readable(files[path])
            if content is None:
                verdicts.append((BROKEN, parts[1], "le manifeste est illisible ou n’est pas sous sa forme canonique"))
            else:
                manifests[parts[1]] = content
    if not manifests:
        verdicts.append((TOLD, "manifestes", "ce lot ne contient aucune capture"))
    placed = set()
    for name in sorted(manifests):
        verdicts += verify_one(name, manifests[name], files, placed)
    verdicts += chain(manifests, files)
    for path in sorted(files):
        ours = path.startswith(("manifestes/", "pieces/", "effacees/"))
        if ours and path not in placed and not (path.startswith("effacees/") and stone(path, files[path])):
            verdicts.append((BROKEN, path, "ce fichier n’a pas sa place ici : il a été ajouté ou renommé"))
    return verdicts


def inventory(files):
    """Return the verdicts on the inventory: every file, and nothing else, with its hash."""
    if INVENTORY not in files:
        return [(BROKEN, INVENTORY, "l’inventaire manque")]
    wanted = "".join("%s  %s\n" % (sha256(files[path]), path) for path in sorted(files) if path != INVENTORY)
    if files[INVENTORY] == wanted.encode("utf-8"):
        return [(HOLDS, INVENTORY, "chaque fichier est à sa place et correspond à l’inventaire")]
    listed = {}
    for line in files[INVENTORY].decode("utf-8", "replace").splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    faults = []
    for path in sorted((set(files) | set(listed)) - {INVENTORY}):
        if path not in files:
            faults.append((BROKEN, path, "ce fichier de l’inventaire manque"))
        elif path not in listed:
            faults.append((BROKEN, path, "ce fichier n’est pas à l’inventaire : il a été ajouté ou renommé"))
        elif sha256(files[path]) != listed[path]:
            faults.append((BROKEN, path, "ce fichier ne correspond pas à l’inventaire : il a été modifié"))
    return faults or [(BROKEN, INVENTORY, "l’inventaire n’est pas sous sa forme exacte")]


def readable(body):
    """Return a manifest, or None when it is not JSON in the canonical form with what we look at."""
    try:
        content = json.loads(body.decode("utf-8"))
        if canonical(content) != body:
            return None
        for piece in content["pieces"]:
            if not SHA256.fullmatch(piece["sha256"]) or not re.fullmatch(r"[a-z0-9.-]{1,40}", piece["name"]):
                return None
        for authority in content["authorities"]:
            if not re.fullmatch(r"[a-z0-9-]{1,64}", authority["id"]) or not isinstance(authority["roots"], list):
                return None
        for record in content["tokens"]:
            if set(record) != {"manifest", "authority", "token", "chain"}:
                return None
        right = isinstance(content["previous"], list) and isinstance(content["purged"], list)
        return content if right else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def canonical(content):
    """Return the one form in which manifests and reasons of erasures are written."""
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


def verify_one(name, manifest, files, placed):
    """Return the verdicts on one capture; add its paths to `placed`."""
    body = files["manifestes/%s/manifest.json" % name]
    placed.add("manifestes/%s/manifest.json" % name)
    verdicts = []
    if name != "e-" + sha256(body)[:16]:
        verdicts.append((BROKEN, name, "le manifeste ne correspond pas à son identifiant : modifié ou échangé"))
    for piece in manifest["pieces"]:
        path = "pieces/%s/%s" % (name, piece["name"])
        placed.add(path)
        verdicts.append(verify_piece(path, piece, files))
    named = [authority["id"] for authority in manifest["authorities"]]
    for authority in manifest["authorities"]:
        parts = ["manifestes/%s/%s.%s" % (name, authority["id"], part) for part in ("tsr", "pem", "sha256")]
        about = "%s/%s" % (name, authority["id"])
        if all(part in files for part in parts):
            placed.update(parts)
            verdicts.append(verify_token(about, authority, body, [files[part] for part in parts]))
        else:
            verdicts.append((TOLD, about, "horodatage en attente : cette autorité n’a pas encore répondu"))
    if not named:
        verdicts.append((TOLD, name, "aucune autorité d’horodatage n’était configurée : rien ne date cette capture"))
    return verdicts


def verify_piece(path, piece, files):
    """Return the verdict on one piece: intact, altered, missing, or erased with its reason."""
    body = files.get(path)
    if body is None:
        erased = "effacees/%s.json" % piece["sha256"]
        why = stone(erased, files[erased]) if erased in files else None
        if why is None:
            return (BROKEN, path, "la pièce manque, sans motif d’effacement")
        return (TOLD, path, "pièce effacée le %s par %s : %s" % (why["on"], why["by"], why["reason"]))
    if len(body) != piece["size"] or sha256(body) != piece["sha256"]:
        return (BROKEN, path, "la pièce ne correspond pas à son empreinte : elle a été modifiée")
    return (HOLDS, path, "la pièce est intacte")


def stone(path, body):
    """Return the reason of an erasure, or None when the file is not one."""
    try:
        content = json.loads(body.decode("utf-8"))
        right = set(content) == {"sha256", "on", "by", "reason"} and canonical(content) == body
        return content if right and path == "effacees/%s.json" % content["sha256"] else None
    except (ValueError, TypeError):
        return None


def verify_token(about, authority, body, parts):
    """Return the verdict on one token: openssl checks it, at the moment that it gives, with the certificates kept."""
    token, chain_pem, sums = parts
    name = authority["id"]
    wanted = "%s  %s.tsr\n%s  %s.pem\n" % (sha256(token), name, sha256(chain_pem), name)
    if sums != wanted.encode("utf-8"):
        return (BROKEN, about, "le jeton ou ses certificats ne correspondent pas à leurs empreintes")
    blocks = PEM.findall(chain_pem)
    if not blocks or b"".join(blocks) != chain_pem:
        return (BROKEN, about, "les certificats ne sont pas sous leur forme exacte")
    with tempfile.TemporaryDirectory() as folder:
        where = {}
        contents = (("t.tsr", token), ("m.json", body), ("all.pem", chain_pem), ("root.pem", blocks[-1]))
        for file, content in contents:
            where[file] = os.path.join(folder, file)
            with open(where[file], "wb") as stream:
                stream.write(content)
        return judged(about, authority, where, blocks[0])


def judged(about, authority, where, signer):
    """Return what openssl says of a token."""
    shown = openssl("ts", "-reply", "-in", where["t.tsr"], "-text")
    moment = MOMENT.search(shown[1])
    if moment is None or "Status: Granted." not in shown[1]:
        return (BROKEN, about, "le jeton d’horodatage est illisible")
    month, day, hour, minute, second, year = moment.groups()
    parts = (int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second))
    at = calendar.timegm((*parts, 0, 0, 0))
    done = openssl(
        *("ts", "-verify", "-data", where["m.json"], "-in", where["t.tsr"], "-CAfile", where["root.pem"]),
        *("-untrusted", where["all.pem"], "-attime", str(at)),
    )
    if done[0] != 0:
        return (BROKEN, about, "le jeton d’horodatage ne prouve rien de ce manifeste (openssl le refuse)")
    bare = openssl("ts", "-reply", "-in", where["t.tsr"], "-token_out", "-out", where["m.json"] + ".der")
    carried = openssl("pkcs7", "-inform", "DER", "-in", where["m.json"] + ".der", "-print_certs")
    if bare[0] or signer.decode("ascii") not in carried[1]:
        return (BROKEN, about, "le jeton ne porte pas le certificat de celui qui l’a signé")
    told = openssl("x509", "-in", where["root.pem"], "-noout", "-fingerprint", "-sha256")[1]
    root = told.strip().rpartition("=")[2].replace(":", "").lower()
    if authority["roots"] and root not in authority["roots"]:
        return (BROKEN, about, "le jeton remonte à une autre racine que celle que le manifeste annonçait")
    when = time.strftime("%d/%m/%Y à %H:%M:%S UTC", time.gmtime(at))
    return (
        HOLDS,
        about,
        "manifeste horodaté le %s ; empreinte de la racine, à comparer à celle que publie "
        "l’autorité : %s" % (when, root),
    )


def openssl(*words):
    """Run openssl and return its exit status and what it said."""
    try:
        done = subprocess.run(
            ["openssl", *list(words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return (127, "")
    return (done.returncode, done.stdout.decode("utf-8", "replace"))


def chain(manifests, files):
    """Return the verdicts on what manifests say of each other."""
    bodies = {name: files["manifestes/%s/manifest.json" % name] for name in manifests}
    by_hash = {sha256(body): name for name, body in bodies.items()}
    faults = []
    for name, manifest in sorted(manifests.items()):
        for record in manifest["tokens"]:
            other = by_hash.get(record["manifest"])
            if other is None:
                continue
            parts = ["manifestes/%s/%s.%s" % (other, record["authority"], part) for part in ("tsr", "pem")]
            now = [sha256(files[part]) if part in files else None for part in parts]
            if now != [record["token"], record["chain"]]:
                faults.append(
                    (
                        BROKEN,
                        "chaîne",
                        "le jeton « %s » que %s avait relevé manque ou a changé" % (record["authority"], name),
                    )
                )
        for erased in manifest["purged"]:
            path = "effacees/%s.json" % erased["sha256"]
            if path in files and stone(path, files[path]) not in (None, erased):
                faults.append((BROKEN, "chaîne", "le motif d’un effacement n’est plus celui d’alors"))
    if faults or not manifests:
        return faults
    outside = {one for manifest in manifests.values() for one in manifest["previous"]} - set(by_hash)
    told = "la chaîne tient : %d manifeste(s)" % len(manifests)
    if outside:
        told += ", et %d autre(s) du cabinet, hors de ce lot, qui n’y figurent que par leur empreinte" % len(outside)
    return [(HOLDS, "chaîne", told)]


def sha256(body):
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
