"""Samba's Active Directory domain controllers: provisioned, filled offline, started on loopback addresses of their own, stopped."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import trustme

PASSWORD = "Pfau-Regen.7x"  # of every Administrator; these domains live for one test session
TOOLS = ("samba", "samba-tool", "ldbadd", "ldbmodify", "samba_spnupdate", "kinit")
# Without these an upgrade of the schema is refused, and every write waits for the disk.
OFFLINE = ("--option=dsdb:schema update allowed=true", "--option=ldb:nosync=true")
SERVICES = "--option=server services=ldap,cldap,kdc"
# Attributes of Exchange's schema: name, OID, syntax, OM syntax, whether it has one value.
EXCHANGE = (
    ("extensionData", "1.2.840.113556.1.2.228", "2.5.5.10", 4, False),
    *(
        (f"extensionAttribute{n}", f"1.2.840.113556.1.2.{oid}", "2.5.5.12", 64, True)
        for n, oid in ((12, 600), (13, 601), (14, 602), (15, 603))
    ),
)


def missing() -> str:
    """Why no Samba can be started here; "" when it can."""
    lacking = [tool for tool in TOOLS if not _tool(tool)]
    if lacking:
        return f"Samba's domain controller is not installed: {', '.join(lacking)}"
    if os.name != "posix" or os.geteuid() != 0:
        return "Samba's ports are below 1024, which only root may open"
    return ""


def require() -> None:
    if reason := missing():
        pytest.skip(reason)


_given: set[str] = set()  # also of controllers that a test has stopped: they come back to their address


def addresses(count: int) -> list[str]:
    """Loopback addresses on which nobody serves LDAP, none of them given before by this process."""
    free: list[str] = []
    first = os.getpid() * 64  # a block of its own: two processes may look for addresses at the same time
    for number in range(first, first + 4_000):
        address = f"127.{64 + number // 200 % 64}.{1 + number % 200}.1"
        if address in _given:
            continue
        try:
            for port in (389, 636, 88):
                with socket.socket() as tried:
                    tried.bind((address, port))
        except OSError:
            continue
        free.append(address)
        if len(free) == count:
            _given.update(free)
            return free
    raise OSError("no loopback address is free")


class Controller:
    """One domain controller, its own domain's only one."""

    def __init__(self, folder: Path, domain: str, netbios: str, address: str, host: str = "dc1") -> None:
        self.folder, self.domain, self.netbios, self.address, self.host = folder, domain, netbios, address, host
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        return f"{self.host}.{self.domain}"

    @property
    def base(self) -> str:
        return "DC=" + self.domain.replace(".", ",DC=")

    @property
    def config(self) -> str:
        return f"--configfile={self.folder}/etc/smb.conf"

    def provision(self) -> None:
        _run(
            "samba-tool", "domain", "provision", f"--realm={self.domain.upper()}", f"--domain={self.netbios}",
            f"--adminpass={PASSWORD}", "--dns-backend=NONE", f"--targetdir={self.folder}", f"--host-name={self.host}",
            f"--host-ip={self.address}", "--server-role=dc", f"--option=interfaces={self.address}/8",
            "--option=bind interfaces only=yes", "--option=ldb:nosync=true", f"--option=pid directory={self.folder}/run",
            f"--option=ncalrpc dir={self.folder}/ncalrpc", f"--option=log file={self.folder}/log",
            # 4.17 knows no channel binding; what it then takes is Kerberos inside TLS.
            "--option=ldap server require strong auth=allow_sasl_over_tls",
        )  # fmt: skip

    def certify(self, ca: trustme.CA, *names: str, **more: object) -> None:
        """Gives it a certificate of its own, for these names instead of its name and address."""
        made = ca.issue_cert(*(names or (self.name, self.address)), **more)  # type: ignore[arg-type]
        tls = self.folder / "private" / "tls"
        tls.mkdir(exist_ok=True)
        made.private_key_pem.write_to_path(str(tls / "key.pem"))
        (tls / "key.pem").chmod(0o600)
        (tls / "cert.pem").write_bytes(b"".join(pem.bytes() for pem in made.cert_chain_pems))
        ca.cert_pem.write_to_path(str(tls / "ca.pem"))

    def twin(self, folder: Path, address: str, ca: trustme.CA | None = None, host: str = "dc1") -> Controller:
        """Another controller with the same content (stopped while it is copied), as replication would have made it."""
        shutil.copytree(
            self.folder, folder, symlinks=True, ignore=shutil.ignore_patterns("run", "ncalrpc", "ldapi*", "*.sock")
        )
        made = Controller(folder, self.domain, self.netbios, address, host)
        conf = folder / "etc" / "smb.conf"
        said = conf.read_text()
        was = re.search(r"lock directory = (.+)", said)  # where it was provisioned, which may have been elsewhere
        assert was is not None
        conf.write_text(said.replace(was[1], str(folder)).replace(self.address, address))
        if ca is not None:
            made.certify(ca)
        return made

    # -- content, offline ----------------------------------------------

    def add(self, ldif: str) -> None:
        """Adds entries, with the objectGUIDs they bring."""
        self._ldb("ldbadd", ldif)

    def modify(self, ldif: str) -> None:
        self._ldb("ldbmodify", ldif)

    def partition(self, base: str) -> None:
        """Another naming context of the same server."""
        self.add(f"dn: {base}\nobjectClass: top\nobjectClass: domainDNS\ninstanceType: 13\n")

    def exchange_schema(self) -> None:
        """The attributes that Exchange's schema would bring to groups and users."""
        schema = f"CN=Schema,CN=Configuration,{self.base}"
        self.add("\n".join(_attribute(schema, *one) for one in EXCHANGE))
        names = "".join(f"mayContain: {name}\n" for name, *_ in EXCHANGE)
        for of in ("Group", "Organizational-Person"):
            self.modify(f"dn: CN={of},{schema}\nchangetype: modify\nadd: mayContain\n{names}\n")

    def cross_reference(self, netbios: str, domain: str) -> None:
        """Tells the forest of a domain, as joining it would have done."""
        context = "DC=" + domain.replace(".", ",DC=")
        self.add(
            f"dn: CN={netbios},CN=Partitions,CN=Configuration,{self.base}\nobjectClass: top\nobjectClass: crossRef\n"
            f"cn: {netbios}\nnCName: {context}\ndnsRoot: {domain}\nnETBIOSName: {netbios}\nsystemFlags: 3\n"
        )

    def _ldb(self, tool: str, ldif: str) -> None:
        path = self.folder / "content.ldif"
        path.write_text(ldif, encoding="utf-8")
        said = _run(tool, "-H", str(self.folder / "private" / "sam.ldb"), self.config, *OFFLINE, "--relax", str(path))
        # What its parser does not like it passes over, and calls that a success.
        count = sum(line.startswith("dn:") for line in ldif.splitlines())
        if f" {count} records" not in said:
            raise RuntimeError(f"{tool} took fewer than {count} records: {said[-3_000:]}")

    # -- running ----------------------------------------------

    def start(self) -> Controller:
        for inside in ("run", "ncalrpc"):
            (self.folder / inside).mkdir(exist_ok=True)
        with (self.folder / "stderr").open("wb") as errors:
            self.process = subprocess.Popen(
                [_tool("samba"), "-i", "-M", "single", self.config, SERVICES, "--option=ldb:nosync=true"],
                stdin=subprocess.PIPE,  # it ends when this closes, so that none outlives its tests
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        until = time.monotonic() + 60
        for port in (389, 636, 88):
            while not _answers(self.address, port):
                if self.process.poll() is not None or time.monotonic() > until:
                    said = (self.folder / "stderr").read_text(errors="replace")[-2_000:]
                    raise RuntimeError(f"{self.name} does not start: {said}")
                time.sleep(0.05)
        return self

    def stop(self) -> None:
        if self.process is not None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None

    def kill(self) -> None:
        """It dies at once, as by a power cut."""
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process = None

    def update_service_names(self) -> None:
        """Makes ldap/ of its name known to its KDC."""
        _run("samba_spnupdate", self.config)

    def export_keytab(self, principal: str, path: Path) -> Path:
        _run("samba-tool", "domain", "exportkeytab", str(path), f"--principal={principal}", self.config)
        return path

    def add_user(self, name: str, password: str = PASSWORD, *more: str) -> None:
        _run(
            "samba-tool",
            "user",
            "create",
            name,
            password,
            self.config,
            "-H",
            str(self.folder / "private/sam.ldb"),
            *more,
        )


def provision(controllers: Sequence[Controller]) -> None:
    """All of them, as many at a time as there are processors."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(Controller.provision, controllers))


def krb5_conf(path: Path, controllers: Iterable[Controller]) -> Path:
    """A Kerberos configuration that asks no name server."""
    realms = "".join(f"  {one.domain.upper()} = {{\n    kdc = {one.address}\n  }}\n" for one in controllers)
    path.write_text(
        "[libdefaults]\n  dns_lookup_kdc = false\n  dns_lookup_realm = false\n  dns_canonicalize_hostname = false\n  rdns = false\n"
        f"[realms]\n{realms}[domain_realm]\n"
        + "".join(f"  .{one.domain} = {one.domain.upper()}\n" for one in controllers)
    )
    return path


def _attribute(schema: str, name: str, oid: str, syntax: str, om_syntax: int, single: bool) -> str:
    return (
        f"dn: CN={name},{schema}\nobjectClass: top\nobjectClass: attributeSchema\ncn: {name}\nattributeID: {oid}\n"
        f"attributeSyntax: {syntax}\noMSyntax: {om_syntax}\nisSingleValued: {str(single).upper()}\nlDAPDisplayName: {name}\n"
        f"searchFlags: 0\n"
    )


def _answers(address: str, port: int) -> bool:
    with socket.socket() as tried:
        tried.settimeout(1)
        return tried.connect_ex((address, port)) == 0


def _tool(name: str) -> str:
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") or ""


def _run(tool: str, *arguments: str) -> str:
    # Debian's own Python runs Samba's tools: another's settings would only confuse it.
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([_tool(tool), *arguments], env=clean, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{tool} failed: {(done.stderr or done.stdout)[-3_000:]}")
    return done.stdout + done.stderr
