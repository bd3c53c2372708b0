# What a parameter's values are called in complete.values, by parameter name.
$script:CompletesAs = @{
    Feature         = 'feature'
    IdentityStoreId = 'store'
    RunId           = 'run'
    StopAfter       = 'stage'
    Identity        = 'group'
    Name            = 'schedule'
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
        Name            = 'Enable-DMUpgradeSchedule'
        AcceptLoss      = 'Start-DMUpgrade', 'Update-DMUpgradeGroup'
        Answer          = 'Get-DMUpgradePlan', 'Start-DMUpgrade', 'Set-DMUpgradeAnswer', 'Resume-DMUpgrade'
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
        if ($Parameter -in 'AcceptLoss', 'Answer') {
            return Read-PlanCompletion $session.Plan $Parameter $prefix
        }
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
        New-Completion (Get-QuotedWord $text) $text $tip
    }
}

function Read-PlanCompletion {
    # What the plan that this shell saw last asks and loses. A table of answers is begun with one that is still open.
    param([psobject] $Plan, [string] $Parameter, [string] $Prefix)

    if ($null -eq $Plan) {
        return
    }
    if ($Parameter -eq 'Answer') {
        foreach ($one in $Plan.Decisions | Where-Object { -not $_.Answered -and $_.Id.StartsWith($Prefix, 'OrdinalIgnoreCase') }) {
            New-Completion "@{ '$($one.Id.Replace("'", "''"))' = '' }" $one.Id "$($one.Kind): $($one.Question)"
        }
        return
    }
    $losses = @($Plan.Notices | Where-Object Severity -EQ 'Loss')
    if ('All'.StartsWith($Prefix, 'OrdinalIgnoreCase')) { New-Completion 'All' 'All' 'every loss that need not be named' }
    foreach ($one in $losses | Where-Object { $_.Id.StartsWith($Prefix, 'OrdinalIgnoreCase') }) {
        New-Completion (Get-QuotedWord $one.Id) $one.Id "$($one.Subject): $($one.Message)"
    }
}

function New-Completion {
    param([string] $Text, [string] $Shown, [string] $Tip)

    [System.Management.Automation.CompletionResult]::new($Text, $Shown, 'ParameterValue', ($Tip ? $Tip : $Shown))
}

function Get-QuotedWord {
    param([string] $Text)

    $Text -match '^[\w.-]+$' ? $Text : "'$($Text.Replace("'", "''"))'"
}
