# What a parameter's values are called in complete.values, by parameter name.
$script:CompletesAs = @{
    Feature         = 'feature'
    IdentityStoreId = 'store'
    RunId           = 'run'
    StopAfter       = 'stage'
    Identity        = 'group'
}

function Register-Completion {
    # Not in attributes: a completer there is not bound to the module and sees none of its functions. Not on import either:
    # before there is a connection nothing is known, and importing is to be quick.
    $completer = {
        param($commandName, $parameterName, $wordToComplete)
        Get-Completion $parameterName $wordToComplete
    }
    $commands = @{
        Feature         = 'Get-DMUpgradePlan', 'Start-DMUpgrade', 'Test-DMUpgrade'
        IdentityStoreId = 'Connect-DMUpgrade', 'Test-DMUpgradeMembership', 'Update-DMUpgradeGroup'
        RunId           = 'Get-DMUpgradeRun', 'Suspend-DMUpgrade', 'Resume-DMUpgrade', 'Stop-DMUpgrade', 'Test-DMUpgradeResult', 'Undo-DMUpgrade',
                          'Export-DMUpgradeReport', 'Get-DMUpgradeLog'
        StopAfter       = 'Start-DMUpgrade'
        Identity        = 'Test-DMUpgradeMembership', 'Update-DMUpgradeGroup'
    }
    foreach ($parameter in $commands.Keys) {
        Register-ArgumentCompleter -CommandName $commands[$parameter] -ParameterName $parameter -ScriptBlock $completer
    }
}

function Get-Completion {
    # Quick, kept for ten seconds, and silent about everything that goes wrong: Tab must not fail, start Python or ask.
    param([string] $Parameter, [string] $Word)

    try {
        $session = $script:Session
        $prefix = $Word.Trim("'", '"')
        $what = $script:CompletesAs[$Parameter]
        $key = "$what/$prefix"
        $kept = $session.Completions[$key]
        if ($null -eq $kept -or $kept.Clock.Elapsed.TotalSeconds -gt 10) {
            $kept = @{ Clock = [System.Diagnostics.Stopwatch]::StartNew(); Values = @(Read-Completion $session $what $prefix) }
            $session.Completions[$key] = $kept
        }
        $kept.Values
    }
    catch {
        $null
    }
}

function Read-Completion {
    param([hashtable] $Session, [string] $What, [string] $Prefix)

    if ($null -eq $Session.Connection) {
        return
    }
    $answer = Invoke-Engine $Session.Engine 'complete.values' @{ connection = $Session.Connection.Id; what = $What; prefix = $Prefix }
    foreach ($value in $answer.GetProperty('values').EnumerateArray()) {
        $text = Get-JsonText $value 'text'
        $tip = Get-JsonText $value 'tip'
        $quoted = $text -match '^[\w.-]+$' ? $text : "'$($text.Replace("'", "''"))'"
        [System.Management.Automation.CompletionResult]::new($quoted, $text, 'ParameterValue', ($tip ? $tip : $text))
    }
}
