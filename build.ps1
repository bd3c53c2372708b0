<#
.SYNOPSIS
Sets up, demonstrates, tests, checks, measures and packages DMUpgrade.
.DESCRIPTION
./build.ps1 Demo | Test | Setup | Lint | Bench | Package, then arguments for the task: Test hands them to pytest, Demo and Bench to theirs.
Uses only what PowerShell's engine itself brings, so that it runs in tools/pwsh-host, too.
.EXAMPLE
./build.ps1 Test -k plan -x
#>
# No [Parameter()] here: it would bring -Verbose and its like, and those would catch pytest's own options.
param([ArgumentCompletions('Setup', 'Demo', 'Test', 'Lint', 'Bench', 'Package')] $Task = '')

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$build = [IO.Path]::Combine($root, '.build')

. ([IO.Path]::Combine($root, 'tools', 'build', 'Tool.ps1'))
. ([IO.Path]::Combine($root, 'tools', 'build', 'Setup.ps1'))

function Demo {
    Setup
    $demo = [IO.Path]::Combine($root, 'tools', 'demo', 'Demo.ps1')
    if (-not [IO.File]::Exists($demo)) { Stop-Build "There is no tools/demo/Demo.ps1 in this checkout. Get a complete one." }
    & $demo @args
    # A script that runs to its end without 'exit' leaves the code of its last program behind, or none.
    $script:code = 0
}

function Test {
    Setup
    $script:code = Invoke-Lint
    $options = [Collections.Generic.List[string]]@('-m', 'pytest', 'tests')
    if ((Test-PythonModule xdist) -and '-n' -notin $args) { $options.AddRange([string[]]@('-n', '2', '--dist', 'loadgroup')) }
    if ($env:CI -eq 'true') { $options.Add('--junit-xml=' + [IO.Path]::Combine($build, 'junit.xml')) }
    foreach ($argument in $args) { $options.Add("$argument") }
    $tests = Invoke-Tool $env:DMUPGRADE_PYTHON $options
    if ($tests -ne 0) { $script:code = $tests }
}

function Lint {
    Setup
    $script:code = Invoke-Lint
}

function Bench {
    Setup
    if (-not [IO.File]::Exists([IO.Path]::Combine($root, 'tools', 'bench', '__main__.py'))) {
        Stop-Build "There is no tools/bench/__main__.py in this checkout. Get a complete one."
    }
    $script:code = Invoke-Tool $env:DMUPGRADE_PYTHON (@('-m', 'tools.bench') + $args)
}

function Package {
    Setup
    $dist = [IO.Path]::Combine($build, 'dist')
    if ([IO.Directory]::Exists($dist)) { [IO.Directory]::Delete($dist, $true) }
    $null = [IO.Directory]::CreateDirectory($dist)
    $wheel = @('-m', 'pip', 'wheel', '--quiet', '--no-deps', '--wheel-dir', $dist, $root)
    # Where pip could not install, the build backend came with the system: then no isolated build.
    if (Test-PythonModule hatchling) { $wheel += '--no-build-isolation' }
    $script:code = Invoke-Tool $env:DMUPGRADE_PYTHON $wheel (Get-PipEnvironment)
    if ($script:code -ne 0) { Stop-Build 'The wheel could not be built; pip says why above.' }
    $module = [IO.Path]::Combine($root, 'psmodule', 'DMUpgrade')
    if (-not [IO.Directory]::Exists($module)) { Stop-Build 'There is no psmodule/DMUpgrade in this checkout. Get a complete one.' }
    $zip = [IO.Path]::Combine($dist, 'DMUpgrade.zip')
    [IO.Compression.ZipFile]::CreateFromDirectory($module, $zip, 'Optimal', $true)
    foreach ($file in [IO.Directory]::GetFiles($dist)) { Say ('Made ' + [IO.Path]::GetRelativePath($root, $file)) }
}

# mypy and ruff; 0 when neither has anything to say.
function Invoke-Lint {
    $worst = 0
    if (Test-PythonModule mypy) {
        $worst = [Math]::Max($worst, (Invoke-Tool $env:DMUPGRADE_PYTHON @('-m', 'mypy', '--no-error-summary')))
    }
    else { Say 'Lint: mypy is not in this environment, so types were not checked.' }
    if (Test-PythonModule ruff) {
        $worst = [Math]::Max($worst, (Invoke-Tool $env:DMUPGRADE_PYTHON @('-m', 'ruff', 'format', '--check', '--quiet', '.')))
        $worst = [Math]::Max($worst, (Invoke-Tool $env:DMUPGRADE_PYTHON @('-m', 'ruff', 'check', '--quiet', '.')))
    }
    else { Say 'Lint: ruff could not be had on this machine, so layout and style were not checked.' }
    if ($worst -ne 0) { Say 'Lint: see above; ./build.ps1 Lint repeats it, "ruff format" and "ruff check --fix" mend most of it.' }
    $worst
}

$tasks = [ordered]@{
    Setup = 'make .venv and install the engine'; Demo = 'upgrade the sample installation'; Test = 'lint, then all tests'
    Lint = 'mypy and ruff'; Bench = 'measure history and groups'; Package = 'wheel and module under .build/dist'
}
if ($Task -notin $tasks.Keys) {
    $known = foreach ($name in $tasks.Keys) { "  {0,-8} {1}" -f $name, $tasks[$name] }
    $what = if ($Task) { "There is no task '$Task'." } else { 'Which task?' }
    [Console]::Error.WriteLine("$what The tasks are:`n$($known -join "`n")")
    exit 64
}

$code = 0
# Children start the same PowerShell as this one, and the environment's own Python.
if (-not $env:DMUPGRADE_PWSH) { $env:DMUPGRADE_PWSH = [Environment]::ProcessPath }
[Environment]::CurrentDirectory = $root
try { & $Task @args }
catch [OperationCanceledException] {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}
exit $code
