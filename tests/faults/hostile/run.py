"""Every hostile file through `list import`: the verdict it must get, and no harm on the way.

    run.py                 in an empty folder; HOMEWARD and FIXTURES say what to run
    run.py --only WORD     the cases whose name holds it, with what the program answered
    run.py --write DIR     only write the files and verdicts.tsv
"""

import concurrent.futures
import contextlib
import csv
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import subprocess
import sys

import old_files
import text_files
import xlsx_files
import xml_doctype
import xml_shape
import xml_values
from cases import Cases, name

CPU_S, WALL_S, MEMORY = 10, 60, 256 << 20
SANITIZED = any(f"/{mode}/" in os.environ.get("HOMEWARD", "") for mode in ("asan", "tsan"))
TRACED = not SANITIZED and shutil.which("strace")  # a leak checker cannot run under it
# What any list may make the program open, beside itself and the database: libraries, the name of
# who is at work, randomness, unnamed temporary files.
OPENED = re.compile(
    r'"(?:/usr)?/lib/|"/usr/share/(?:zoneinfo|locale)/|"/dev/(?:null|urandom)"|"/proc/(?:filesystems"|self/fd/\d+")'
    r'|"/etc/(?:ld\.so\.\w+|localtime|nsswitch\.conf|passwd|ssl/openssl\.cnf)"|"/(?:var/)?tmp", [A-Z_|]*O_TMPFILE'
)
CANARY = "canary 4b1d"
SECRET = re.compile(r"(?<!\d)(\d{17}[\dXx]|154\d{8})(?!\d)")
PERSONAL = {"person", "former_person", "registered", "claim", "correction", "rejected", "rejected_row", "rejected_columns"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
KNOWN_NAMES = {name(i) for i in range(100)} | {xml_values.RARE, "測試甲"}


def all_cases():
    cases = Cases()
    for module in (xml_doctype, xml_shape, xml_values, text_files, xlsx_files, old_files):
        module.add(cases)
    return cases.files


class Run:
    """One case in a folder of its own; `faults` is what was wrong with the outcome."""

    def __init__(self, folder, case, data, verdict):
        self.folder, self.case, self.verdict, self.faults = folder, case, verdict, []
        folder.mkdir()
        (folder / "canary.txt").write_text(CANARY)
        (folder / case).write_bytes(data)
        shutil.copy(folder.parent / "base.db", folder / "it.db")

    def wait(self, process):
        """Its exit code, a signal negative."""
        try:
            status = process.wait(WALL_S)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
            self.faults.append("hung")
        if status < 0:
            self.faults.append(f"signal {-status}")
        return status

    def homeward(self, *arguments):
        limits = [f"--cpu={CPU_S}", "--core=0", *([] if SANITIZED else [f"--data={MEMORY}"])]
        trace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "signal=none", "-o", self.folder / "trace"]
        trace += ["-e", "trace=%network,open,openat,openat2,creat"]
        command = [*(trace if TRACED else []), "prlimit", *limits, os.environ["HOMEWARD"], "--json", "--db", "it.db"]
        with open(self.folder / "out", "wb") as out, open(self.folder / "err", "wb") as err:
            process = subprocess.Popen(
                [*command, *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env={**os.environ, "TMPDIR": str(self.folder), "HOME": str(self.folder)},
            )
            status = self.wait(process)
        return status

    def answer(self):
        text = (self.folder / "out").read_bytes() + (self.folder / "err").read_bytes()
        if SECRET.search(text.decode("utf-8", "replace")):
            self.faults.append("a document number or phone was shown")
        if CANARY.encode() in text:
            self.faults.append("a file was read that the list named")
        try:
            return json.loads((self.folder / "out").read_text().splitlines()[0])
        except (ValueError, IndexError, UnicodeDecodeError):
            self.faults.append("no JSON: " + text.decode("utf-8", "replace")[-300:])
            return {}

    def opened(self):
        """No socket but the one that asks who a user is, no file but those that any list needs."""
        if not TRACED:
            return
        case = "".join(chr(b) if b < 128 else f"\\{b:o}" for b in self.case.encode())  # as strace writes it
        own = tuple(f'"{start}{name}"' for start in ("", f"{self.folder}/") for name in (case, "it.db", "it.db-journal"))
        for call in (self.folder / "trace").read_text(errors="replace").splitlines():
            known = "open" in call and (OPENED.search(call) or f'"{self.folder}"' in call or any(name in call for name in own))
            if not known and "AF_UNIX" not in call:
                self.faults.append(f"opened: {call[:200]}")

    def stored(self):
        """Numbers and phones stand in the tables of persons and of what waits for an answer alone."""
        with contextlib.closing(sqlite3.connect(self.folder / "it.db")) as db:
            for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                rows = db.execute(f'SELECT * FROM "{table}"')
                if table not in PERSONAL and any(SECRET.search(cell) for row in rows for cell in row if isinstance(cell, str)):
                    self.faults.append(f"a document number or phone stands in {table}")

    def exported(self):
        """What stands now: complete, readable, and safe in a spreadsheet."""
        if self.homeward("export", "riders", "-o", "riders.csv") != 0:
            self.faults.append("export failed")
            return
        text = (self.folder / "riders.csv").read_text(encoding="utf-8")
        for line in list(csv.reader(text.splitlines()))[1:]:
            if not line[3].strip():
                self.faults.append("a rider without a name")
            if line[3].startswith(FORMULA):
                self.faults.append("an exported name begins like a formula")
            if self.case.startswith(("encoding-", "text-")) and line[3] not in KNOWN_NAMES:
                self.faults.append("a name came in garbled")
        if CANARY in text:
            self.faults.append("a file was read that the list named")

    def end(self):
        shutil.rmtree(self.folder)

    def left_over(self):
        known = {"canary.txt", self.case, "it.db", "it.db-journal", "out", "err", "riders.csv", "trace"}
        found = {path.name for path in self.folder.iterdir()} - known
        if found:
            self.faults.append(f"left behind: {sorted(found)}")

    def judge(self):
        status = self.homeward("list", "import", self.case, "--station", "S1")
        self.opened()
        answer = self.answer()
        if status == 3:
            outcome = ("refused", answer.get("error", {}).get("code"))
            if (self.folder / "it.db").read_bytes() != (self.folder.parent / "base.db").read_bytes():
                self.faults.append("refused, but the database changed")
        elif status in (0, 1) and "accepted" in answer:
            outcome = ("rows", answer["accepted"], answer["rejected"], {f["code"] for f in answer["faults"]})
            if (answer["rejected"] > 0) != (status == 1):
                self.faults.append(f"exit {status} with {answer['rejected']} rejected")
            self.stored()
            self.exported()
        else:
            outcome = ("exit", status)
        self.left_over()
        if not any(agrees(one, outcome) for one in self.verdict.split(" | ")):
            self.faults.append(f"wanted «{self.verdict}», got {outcome}")
        return outcome


def agrees(verdict, outcome):
    word, *rest = verdict.split()
    if word != outcome[0]:
        return False
    if word == "refused":
        return not rest or outcome[1] in rest
    if rest == ["+"]:
        return True
    accepted, rejected = map(int, rest[0].split("/"))
    return (accepted, rejected) == outcome[1:3] and set(rest[1:]) <= outcome[3]


def prepare():
    """A small database, made by the program itself."""
    scenario = pathlib.Path(os.environ["FIXTURES"]) / "scenarios/date"
    for arguments in (
        ("init", scenario / "campaign.xml"),
        ("supply", "import", scenario / "supply.xml"),
        ("station", "add", "S1", "--office", "370100", "--name", "测试站"),
    ):
        subprocess.run([os.environ["HOMEWARD"], "--db", "base.db", *arguments], check=True, stdout=subprocess.DEVNULL)


def run_one(work, i, case, data, verdict, port, keep):
    data = data.replace(b"127.0.0.1:PORT", b"127.0.0.1:%d" % port)
    run = Run(work / str(i), case, data, verdict)
    try:
        outcome = run.judge()
    except Exception as problem:  # a broken answer is a finding, not the end of the test
        outcome = repr(problem)
        run.faults.append(outcome)
    if not keep:
        run.end()
    return case, run.faults, outcome


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for case, (data, _) in files.items():
        (folder / case).write_bytes(data)
    lines = [f"{case}\t{verdict}\n" for case, (_, verdict) in files.items()]
    (folder / "verdicts.tsv").write_text("".join(lines))


def main():
    files = all_cases()
    if sys.argv[1:2] == ["--write"]:
        write(pathlib.Path(sys.argv[2]), files)
        return 0
    only = sys.argv[2] if sys.argv[1:2] == ["--only"] else ""
    work = pathlib.Path.cwd()
    prepare()
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    failed = passed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(run_one, work, i, case, data, verdict, port, only)
            for i, (case, (data, verdict)) in enumerate(files.items())
            if only in case
        ]
        for job in concurrent.futures.as_completed(jobs):
            case, faults, outcome = job.result()
            passed, failed = passed + (not faults), failed + bool(faults)
            if faults:
                print(f"FAILED: {case}: {'; '.join(faults)}")
            elif only:
                print(f"{case}: {outcome}")
    listener.setblocking(False)
    try:
        listener.accept()
        print("FAILED: a file made the program connect somewhere")
        failed += 1
    except BlockingIOError:
        passed += 1
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
