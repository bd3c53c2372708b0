# Asked of every candidate. Old Pythons must be able to read it, too, to say that they are old.
$script:PythonProbe = @'
import json, os, sys, sysconfig
a = {"version": "%d.%d.%d" % sys.version_info[:3], "prefix": sys.prefix, "executable": sys.executable, "reason": "", "dll": "", "library": ""}
if sys.version_info < (3, 11):
    a["reason"] = "Python %s is older than 3.11" % a["version"]
else:
    import importlib.util
    # Looked for, not imported: that would take a second, and the engine's own start says what else is missing.
    missing = [m for m in ("msgspec", "sqlalchemy", "pydantic") if importlib.util.find_spec(m) is None]
    try:
        if importlib.util.find_spec("pyupgrade.bridge") is None:
            a["reason"] = "its package pyupgrade is another one, not the upgrade engine"
        elif missing:
            a["reason"] = "the engine cannot load there without " + ", ".join(missing)
    except ModuleNotFoundError:
        a["reason"] = "the engine (package dm-upgrade) is not installed there"
    net = importlib.util.find_spec("pythonnet")
    if net is not None and net.submodule_search_locations:
        a["dll"] = os.path.join(list(net.submodule_search_locations)[0], "runtime", "Python.Runtime.dll")
    get = sysconfig.get_config_var
    if os.name == "nt":
        a["library"] = os.path.join(sys.base_prefix, "python%d%d.dll" % sys.version_info[:2])
    elif get("PYTHONFRAMEWORK"):
        a["library"] = os.path.join(get("PYTHONFRAMEWORKPREFIX"), get("INSTSONAME"))
    elif get("Py_ENABLE_SHARED"):
        full = os.path.join(get("LIBDIR"), get("INSTSONAME"))
        a["library"] = full if os.path.exists(full) else get("INSTSONAME")
print("\nDMUPGRADE " + json.dumps(a))
'@

function Test-PythonCandidate {
    # Starts the candidate once and asks what it is. Reason says why it cannot be taken; it is empty for one that can.
    param([Parameter(Mandatory)] [string] $Path)

    $cache = (Get-SharedState).Found
    if ($cache.ContainsKey($Path)) {
        return $cache[$Path]
    }
    if (-not [System.IO.File]::Exists($Path)) {
        return @{ Path = $Path; Reason = 'there is no such file' }
    }
    $start = New-PythonStart $Path
    $start.ArgumentList.Add('-c')
    $start.ArgumentList.Add($script:PythonProbe)
    $process = $null
    try {
        $process = [System.Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not $process.WaitForExit(50)) {
            if ($clock.Elapsed.TotalSeconds -gt 20) {
                return @{ Path = $Path; Reason = 'it did not answer within 20 s' }
            }
        }
        $line = $output.Result.Split("`n") | Where-Object { $_.StartsWith('DMUPGRADE ') }
        if (-not $line) {
            return @{ Path = $Path; Reason = "it ended with code $($process.ExitCode). $($errors.Result.Trim())" }
        }
        $answer = [System.Text.Json.JsonDocument]::Parse($line.Substring(10)).RootElement
        $found = @{
            Path    = Get-JsonText $answer 'executable'
            Version = Get-JsonText $answer 'version'
            Prefix  = Get-JsonText $answer 'prefix'
            Dll     = Get-JsonText $answer 'dll'
            Library = Get-JsonText $answer 'library'
            Reason  = Get-JsonText $answer 'reason'
        }
        if (-not $found.Reason) {
            # Only what works is remembered: the rest may be repaired and tried again in this shell.
            $cache[$Path] = $found
        }
        $found
    }
    catch [System.Management.Automation.MethodInvocationException] {
        @{ Path = $Path; Reason = "it does not start: $($_.Exception.InnerException.Message)" }
    }
    finally {
        if ($null -ne $process) {
            if (-not $process.HasExited) { $process.Kill($true) }
            $process.Dispose()
        }
    }
}
