"""The console that stands in for pwsh, and build.sh, driven as a person would."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

ERROR = """
[CmdletBinding()] param([switch] $Stop)
$record = [System.Management.Automation.ErrorRecord]::new(
    [InvalidOperationException]::new('The plan is stale.'), 'DMUpgrade.Plan.Stale', 'InvalidOperation', $null)
$record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('The plan is stale.')
$record.ErrorDetails.RecommendedAction = 'Make a new plan.'
if ($Stop) { $PSCmdlet.ThrowTerminatingError($record) }
$PSCmdlet.WriteError($record)
'went on'
"""

CONFIRM = """
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param()
if ($PSCmdlet.ShouldProcess('the target', 'Change')) { 'changed' } else { 'left alone' }
"""

ENDLESS = """
try { [Console]::Out.WriteLine('started'); while ($true) { [Threading.Thread]::Sleep(50) } }
finally { [Console]::Out.WriteLine('finally ran') }
"""


@pytest.fixture
def script(tmp_path: Path):
    def write(text: str) -> str:
        path = tmp_path / "a script.ps1"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def run(*command: str, answers: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, input=answers, capture_output=True, encoding="utf-8", timeout=120, env=os.environ | environment
    )


def test_a_command_prints_what_it_returns(pwsh: list[str]) -> None:
    done = run(*pwsh, "-Command", "'Grüße 🌍'; 6 * 7")
    assert (done.stdout.splitlines(), done.stderr, done.returncode) == (["Grüße 🌍", "42"], "", 0)


def test_arguments_of_a_file_bind_by_name_switch_and_place(pwsh: list[str], script, tmp_path: Path) -> None:
    path = script('param([string] $Name, [switch] $Fast, [int] $Count) "$Name/$Fast/$Count/$PSScriptRoot"')
    assert run(*pwsh, "-File", path, "-Count", "3", "-Fast", "some name").stdout == f"some name/True/3/{tmp_path}\n"
    assert run(*pwsh, "-File", path, "x", "-Fast:$false", "-Count:7").stdout == f"x/False/7/{tmp_path}\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("exit 7", 7),
        ("'to its end'", 0),
        ("throw 'no'", 1),
        ("$ErrorActionPreference = 'Stop'; [int]'x'", 1),
        ("function f { exit 5 }; f; 'x'", 5),
    ],
)
def test_the_exit_code_is_the_scripts(pwsh: list[str], script, text: str, code: int) -> None:
    assert run(*pwsh, "-File", script(text)).returncode == code


def test_the_error_view_carries_the_recommended_action(pwsh: list[str], script) -> None:
    path = script(ERROR)
    went_on, stopped = run(*pwsh, "-File", path), run(*pwsh, "-File", path, "-Stop")
    for done in (went_on, stopped):
        assert "The plan is stale." in done.stderr
        assert "Make a new plan." in done.stderr
        assert "\x1b" not in done.stderr
    assert (went_on.stdout, went_on.returncode) == ("went on\n", 0)
    assert (stopped.stdout, stopped.returncode) == ("", 1)


def test_questions_are_answered_from_stdin(pwsh: list[str], script) -> None:
    path = script(CONFIRM)
    assert run(*pwsh, "-File", path, answers="y\n").stdout.endswith("changed\n")
    assert run(*pwsh, "-File", path, answers="n\n").stdout.endswith("left alone\n")
    asks = script('param([Parameter(Mandatory)] [string] $Name) "name is $Name"')
    assert run(*pwsh, "-File", asks, answers="Jörg\n").stdout.endswith("name is Jörg\n")


def test_a_shell_that_may_not_ask_says_which_question_it_was(pwsh: list[str], script) -> None:
    asks = script("param([Parameter(Mandatory)] [string] $Name) $Name")
    done = run(*pwsh, "-NonInteractive", "-File", asks, answers="x\n")
    assert done.returncode == 1
    assert "Name" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are POSIX's")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_runs_finally_and_ends_soon(pwsh: list[str], script, number: signal.Signals, code: int) -> None:
    # A runner in the background has SIGINT ignored and passes that on; a person's shell has not.
    heed = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    command = [*pwsh, "-File", script(ENDLESS)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, preexec_fn=heed
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        sent = time.monotonic()
        process.send_signal(number)
        said, _ = process.communicate(timeout=30)
    assert said == "finally ran\n"
    assert process.returncode == code
    assert time.monotonic() - sent < 3


@pytest.mark.skipif(os.name == "nt", reason="build.sh is for POSIX shells")
def test_an_unknown_task_is_refused_with_the_known_ones(repo_root: Path, pwsh: list[str]) -> None:
    done = run(str(repo_root / "build.sh"), "Nonsense", DMUPGRADE_PWSH=pwsh[0])
    assert done.returncode != 0
    assert "Nonsense" in done.stderr
    for task in ("Setup", "Demo", "Test", "Lint", "Bench", "Package"):
        assert task in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="build.sh is for POSIX shells")
def test_without_any_powershell_the_way_to_one_is_named(repo_root: Path, tmp_path: Path) -> None:
    for tool in ("dirname", "sh", "env"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    done = run(str(repo_root / "build.sh"), "Test", PATH=str(tmp_path), DMUPGRADE_PWSH="")
    assert done.returncode == 1
    assert "PowerShell 7.4" in done.stderr
    assert ".NET SDK" in done.stderr


def test_in_ci_a_skip_is_a_failure_with_its_reason(repo_root: Path, python_exe: str, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        (repo_root / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "test_part.py").write_text(
        "import pytest\n\ndef test_it():\n    pytest.skip('no directory here')\n", encoding="utf-8"
    )
    command = (python_exe, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path))
    in_ci, elsewhere = run(*command, CI="true"), run(*command, CI="")
    assert in_ci.returncode == 1
    assert "no directory here" in in_ci.stdout
    assert elsewhere.returncode == 0
