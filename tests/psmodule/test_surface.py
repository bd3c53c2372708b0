"""What Import-Module gives: names, parameters, classes, views, help; nothing of it needs an engine."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from pyupgrade import __version__, results
from tests.psmodule.conftest import HERE, MODULE, SCRIPTS, Said, Shell, within

# Of the shell alone, beside what the engine's Connection has.
SHELL_SIDE = {"Connection": ("Transport", "TransportReason", "ModuleVersion")}

pytestmark = pytest.mark.xdist_group("surface")


@pytest.fixture(scope="module")
def surface(shell: Shell) -> Said:
    return shell(SCRIPTS / "surface.ps1")


def test_the_import_is_quiet_and_quick(surface: Said, shell: Shell) -> None:
    assert surface["stderr"].count("WARNING") == 1, "the one of the vendor's command, at the end"
    assert surface["assemblies"] == [], "Python is not loaded before Connect"
    # Other work of the machine only ever makes it slower, so the quickest of three counts.
    times = [surface["importMilliseconds"], *(shell("")["importMilliseconds"] for _ in range(2))]
    assert min(times) < within(300), times


def test_exports_are_those_of_the_manifest_and_no_more(surface: Said) -> None:
    public = sorted(p.stem for p in (MODULE / "Public").glob("*.ps1"))
    assert sorted(surface["functions"]) == public
    assert sorted(surface["manifest"]) == sorted([*public, "Upgrade-Group"])
    assert surface["aliases"] == ["Upgrade-Group=Update-DMUpgradeGroup"]
    assert surface["others"] == []
    assert surface["version"] == __version__


def test_nothing_is_left_after_remove_module(surface: Said) -> None:
    assert surface["left"] == []


def test_the_vendors_command_keeps_its_name(surface: Said) -> None:
    assert surface["theirs"] == "theirs"
    assert "WARNING: Upgrade-Group already stands for a command of 'Vendor'" in surface["stderr"]
    assert surface["whose"] == "Vendor"


def test_parameters_are_the_golden_list(surface: Said) -> None:
    """A changed line here is a changed product: scripts of customers hold these names."""
    lines: list[str] = []
    for command in sorted(surface["command"], key=lambda c: str(c["name"])):
        lines += [command["name"], *(f"    {p}" for p in sorted(command["parameters"]))]
    assert lines == (HERE / "parameters.txt").read_text("utf-8").splitlines()


def test_start_and_plan_share_their_parameters(surface: Said) -> None:
    by_name = {c["name"]: {re.sub(r"^\w+: ", "", p) for p in c["parameters"]} for c in surface["command"]}
    only_plan = {p for p in by_name["Get-DMUpgradePlan"] - by_name["Start-DMUpgrade"] if not p.startswith("Against")}
    assert only_plan == set()


@pytest.mark.mission("V6")
def test_changing_cmdlets_ask(surface: Said) -> None:
    impact = {c["name"]: c["impact"] for c in surface["command"]}
    assert impact["Start-DMUpgrade"] == impact["Undo-DMUpgrade"] == "True High"
    changing = {n for n, i in impact.items() if i.startswith("True")}
    assert changing == {
        "Start-DMUpgrade",
        "Suspend-DMUpgrade",
        "Resume-DMUpgrade",
        "Stop-DMUpgrade",
        "Update-DMUpgradeGroup",
        "Export-DMUpgradePlan",
        "Export-DMUpgradeReport",
        "New-DMUpgradeSample",
        "Undo-DMUpgrade",
        "Enable-DMUpgradeSchedule",
        "Export-DMUpgradeAnswerTemplate",
        "New-DMUpgradeProfile",
    }


def test_every_cmdlet_has_help(surface: Said) -> None:
    for command in surface["command"]:
        assert command["synopsis"].endswith("."), command["name"]
        assert command["description"], command["name"]
        assert command["examples"] >= 1, command["name"]
        assert command["output"], command["name"]
        assert command["undescribed"] == [], command["name"]
    assert surface["about"] > 2000


PLAIN = {
    "str": {"System.String"},
    "int": {"System.Int32", "System.Int64"},
    "bool": {"System.Boolean"},
    "float": {"System.Double"},
    "datetime": {"System.DateTimeOffset"},
}


def _powershell_types(hint: Any) -> set[str]:
    """The property types that may hold a field of the engine's result."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (inner,) = (a for a in args if a is not NoneType)
        plain = _powershell_types(inner)
        # A text, a list and a struct are null by themselves; a number and a date are not.
        value = getattr(inner, "__name__", "") in ("int", "datetime")
        return {f"System.Nullable`1[{p}]" for p in plain} if value else plain
    if origin is list:
        return {f"System.Collections.Generic.List`1[{p}]" for p in _powershell_types(args[0])}
    if origin is dict:
        return {f"System.Collections.Generic.Dictionary`2[System.String,{p}]" for p in _powershell_types(args[1])}
    if issubclass(hint, results.Result):
        return {f"DMUpgrade{hint.__name__}"}
    return PLAIN[hint.__name__]


def test_classes_are_the_engines_results(surface: Said) -> None:
    structs = {n: t for n, t in vars(results).items() if isinstance(t, type) and issubclass(t, results.Result)}
    del structs["Result"]
    classes = {c["name"].removeprefix("DMUpgrade"): c for c in surface["class"]}
    assert sorted(classes) == sorted(structs)
    for name, struct in structs.items():
        assert classes[name]["methods"] == 0, f"DMUpgrade{name} has code"
        found = dict(classes[name]["properties"])
        for own in SHELL_SIDE.get(name, ()):
            assert found.pop(own) == "System.String"
        hints = get_type_hints(struct)
        wanted = {f.encode_name.lower(): _powershell_types(hints[f.name]) for f in msgspec.structs.fields(struct)}
        assert {k.lower() for k in found} == set(wanted), name
        for field, kind in found.items():
            assert kind in wanted[field.lower()], f"DMUpgrade{name}.{field}"


def test_every_class_has_a_table_and_a_list_view(surface: Said) -> None:
    views: dict[str, set[str]] = {}
    columns: dict[str, set[str]] = {}
    for view in ET.parse(MODULE / "DMUpgrade.Format.ps1xml").iter("View"):  # our own file
        kinds = {c.tag for c in view} & {"TableControl", "ListControl"}
        for name in view.iter("TypeName"):
            views.setdefault(str(name.text), set()).update(kinds)
            columns.setdefault(str(name.text), set()).update(str(p.text) for p in view.iter("PropertyName"))
    classes = {c["name"]: set(c["properties"]) for c in surface["class"]}
    assert set(views) == set(classes)
    for name, kinds in views.items():
        assert kinds == {"TableControl", "ListControl"}, name
        assert columns[name] <= classes[name], name


def test_the_module_uses_only_what_the_bare_engine_has() -> None:
    """Cmdlets of Utility, Management and Security are not in every host, and each costs time to load."""
    absent = re.compile(
        r"\b(ConvertTo-Json|ConvertFrom-Json|Write-(Host|Verbose|Warning|Error|Progress|Output|Debug|Information)|Select-Object"
        r"|Sort-Object|Group-Object|Measure-Object|Format-\w+|Out-(String|File)|New-Object|Add-Type|Add-Member|Set-Alias|New-Alias|Get-Date"
        r"|Start-Sleep|Get-Content|Set-Content|Test-Path|Join-Path|Split-Path|Resolve-Path|Get-Item|Get-ChildItem|Remove-Item|New-Item"
        r"|Get-Verb|ConvertTo-SecureString|Invoke-Expression)\b"
    )
    for file in [MODULE / "DMUpgrade.psm1", *MODULE.glob("P*/*.ps1")]:
        code = re.sub(r"<#.*?#>|#[^\n]*", "", file.read_text("utf-8"), flags=re.S)
        assert not absent.search(code), f"{file.name}: {absent.search(code)}"


def test_files_are_short_and_hold_what_they_are_named_for() -> None:
    """A file with one entrance bears the name of that function, one with several (Session, Transport.Process) that of its subject."""
    texts = {f: f.read_text("utf-8") for f in [MODULE / "DMUpgrade.psm1", *MODULE.glob("P*/*.ps1")]}
    for file, text in texts.items():
        functions = re.findall(r"^function ([\w-]+)", text, re.M)
        others = "\n".join(t for f, t in texts.items() if f != file)
        entrances = {f for f in functions if re.search(rf"(?<![\w-]){f}(?![\w-])", others)}
        assert text.count("\n") <= (150 if file.suffix == ".ps1" else 300), file.name
        if file.parent.name == "Public":
            assert functions == [file.stem]
        elif "-" in file.stem:
            assert functions[0] == file.stem, file.name
            assert entrances <= {file.stem}, file.name
        elif file.suffix == ".ps1":
            assert len(entrances) > 1, file.name
    assert Path(MODULE / "en-US" / "about_DMUpgrade.help.txt").exists()
