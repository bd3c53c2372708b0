# Before every script of these tests: the module, and a way to say things that the test can read.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$options = [System.Text.Json.JsonSerializerOptions]::new([System.Text.Json.JsonSerializerDefaults]::Web)

function ToJson($Value) {
    if ($null -eq $Value) { return 'null' }
    $bare = $Value.PSObject.BaseObject
    if ($bare -is [System.Collections.IDictionary] -and $bare.GetType().Name -in 'Hashtable', 'OrderedDictionary') {
        $members = foreach ($key in $bare.Keys) { [System.Text.Json.JsonSerializer]::Serialize("$key", [string]) + ':' + (ToJson $bare[$key]) }
        return '{' + [string]::Join(',', [string[]] @($members)) + '}'
    }
    if ($bare -is [array]) {
        return '[' + [string]::Join(',', [string[]] @(foreach ($item in $bare) { ToJson $item })) + ']'
    }
    if ($bare -is [enum] -or $bare -is [version]) { $bare = "$bare" }
    [System.Text.Json.JsonSerializer]::Serialize($bare, $bare.GetType(), $options)
}

function Say([string] $Name, $Value) {
    # A prompt may have left its line open.
    [Console]::Out.WriteLine("`n@@$Name " + (ToJson $Value))
}

# What a script block fails with, as the user would see it; null when it does not.
function Failure([scriptblock] $Do) {
    try {
        $null = & $Do
        $null
    }
    catch {
        @{
            id       = $_.FullyQualifiedErrorId
            category = $_.CategoryInfo.Category
            message  = $_.Exception.Message
            target   = "$($_.TargetObject)"
            action   = if ($_.ErrorDetails) { $_.ErrorDetails.RecommendedAction } else { $null }
        }
    }
}

function Wait-Until([scriptblock] $Condition, [int] $Seconds = 20) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) { throw "Waited $Seconds s for {$Condition}" }
        [System.Threading.Thread]::Sleep(20)
    }
}

$importing = [System.Diagnostics.Stopwatch]::StartNew()
Import-Module $env:DMUPGRADE_MODULE
Say 'importMilliseconds' ([int] $importing.ElapsedMilliseconds)
