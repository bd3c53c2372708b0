# The engine inside this shell, through pythonnet. Python can be started once in a process and never ended before the
# process is; so the second caller (another runspace, the module imported anew) finds the first one's Python.

function Start-InProcessTransport {
    param([Parameter(Mandatory)] [hashtable] $Python, [string] $Reason)

    $shared = Get-SharedState
    [System.Threading.Monitor]::Enter($shared)
    try {
        if (-not (Test-PythonStarted)) {
            $null = [System.Reflection.Assembly]::LoadFrom($Python.Dll)
            [Python.Runtime.Runtime]::PythonDLL = $Python.Library
            # Without it an embedded Python takes its prefix, its packages and sys.executable from elsewhere.
            [Python.Runtime.PythonEngine]::ProgramName = $Python.Path
            [Python.Runtime.PythonEngine]::Initialize()
            Disable-PythonFinalizer
            # The thread that starts Python holds its lock until it lets go; worker threads would starve.
            $null = [Python.Runtime.PythonEngine]::BeginAllowThreads()
        }
        $engine = @{ Transport = 'InProcess'; Reason = $Reason; Python = $Python; LastId = 0; Bridge = $null }
        $lock = [Python.Runtime.Py]::GIL()
        try {
            $sys = [Python.Runtime.Py]::Import('sys')
            $prefix = $sys.GetAttr('prefix').ToString()
            if ($prefix -ne $Python.Prefix) {
                throw New-EngineError -Id 'DMUpgrade.Engine.OtherPython' -Category ResourceExists -Target $Python.Path `
                    -Message "This shell already holds the Python of '$prefix'; the engine belongs to '$($Python.Prefix)'." `
                    -RecommendedAction 'Start a new shell, or connect with -Transport Process.'
            }
            $tree = Get-SourceTree
            if ($tree -and $shared.PythonPrefix -ne $prefix) {
                $paths = $sys.GetAttr('path')
                $words = [Python.Runtime.PyObject[]]::new(1)
                $words[0] = [Python.Runtime.PyString]::new($tree)
                $null = $paths.InvokeMethod('append', $words)
            }
            $shared.PythonPrefix = $prefix
            try {
                $engine.Bridge = [Python.Runtime.Py]::Import('pyupgrade.bridge')
            }
            catch {
                throw New-EngineError -Id 'DMUpgrade.Engine.NotLoaded' -Category NotInstalled -Target $Python.Path `
                    -Message "The engine does not load in '$prefix': $($_.Exception.GetBaseException().Message)" `
                    -RecommendedAction 'Run the set-up again (build.ps1 Setup), or name another Python by -Python.'
            }
        }
        finally {
            $lock.Dispose()
        }
        $engine
    }
    finally {
        [System.Threading.Monitor]::Exit($shared)
    }
}

function Disable-PythonFinalizer {
    # pythonnet ends Python when the process exits; with one of our threads busy at that moment the process dies of SIGSEGV
    # instead (seen with 3.2.1). The journal is committed range by range, so nothing waits for an orderly end of Python.
    $flags = [System.Reflection.BindingFlags]'NonPublic, Public, Static'
    $ending = [Python.Runtime.PythonEngine].GetMethods($flags) | Where-Object Name -EQ 'OnProcessExit'
    if ($null -ne $ending) {
        [AppDomain]::CurrentDomain.remove_ProcessExit([Delegate]::CreateDelegate([EventHandler], $ending))
    }
}

function Test-PythonStarted {
    # The type is known only after somebody loaded the assembly.
    $type = 'Python.Runtime.PythonEngine' -as [type]
    $null -ne $type -and $type::IsInitialized
}

function Send-InProcessRequest {
    param([hashtable] $Engine, [string] $Text)

    $lock = [Python.Runtime.Py]::GIL()
    try {
        # Filled by index: a Python string is enumerable, and PowerShell would spread it into its characters.
        $arguments = [Python.Runtime.PyObject[]]::new(1)
        $arguments[0] = [Python.Runtime.PyString]::new($Text)
        $line = $Engine.Bridge.InvokeMethod('handle', $arguments).ToString()
    }
    finally {
        $lock.Dispose()
    }
    [System.Text.Json.JsonDocument]::Parse($line).RootElement
}
