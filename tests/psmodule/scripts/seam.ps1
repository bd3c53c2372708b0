# The shell's side of the protocol, against the double: rows, errors, progress, questions, stopping. $env:TRANSPORT says how.
$with = @{ Transport = $env:TRANSPORT }

# Another runspace with its own import of the module and its own host: its streams can be counted.
function New-Shell([string] $Scenario) {
    $runspace = [runspacefactory]::CreateRunspace($Host, [initialsessionstate]::CreateDefault2())
    $runspace.Open()
    $other = [powershell]::Create()
    $other.Runspace = $runspace
    $null = $other.AddScript('Import-Module $env:DMUPGRADE_MODULE').Invoke()
    $other.Commands.Clear()
    $null = $other.AddScript("`$null = Connect-DMUpgrade -Path ./$Scenario.toml -Transport $env:TRANSPORT").Invoke()
    $other.Commands.Clear()
    $other
}

# --- connection
Say 'unconnected' (Failure { Get-DMUpgradeSource })
$connection = Connect-DMUpgrade -Path ./plain.toml @with -Passphrase ([System.Net.NetworkCredential]::new('', 'geheim').SecurePassword)
Say 'connection' $connection
# As in a session of Enter-PSSession or Invoke-Command.
$global:PSSenderInfo = @{ UserInfo = @{ Identity = @{ AuthenticationType = 'Kerberos' } } }
$again = Connect-DMUpgrade -Path ./plain.toml @with
$global:PSSenderInfo = $null
Say 'secondConnection' ($again.Id -ne $connection.Id -or $again.Transport -eq 'Process')

# --- plan and what-if
$plan = Get-DMUpgradePlan -Feature Configuration, History -Answer @{ 'd/1' = [System.Net.NetworkCredential]::new('', 'geheim').SecurePassword }
Say 'planText' $plan.Text
Say 'planShown' @($plan.PSObject.Properties.Name)
Say 'planned' @($plan | Start-DMUpgrade -WhatIf)
Say 'plannedBuilt' @(Start-DMUpgrade -WhatIf -Force | ForEach-Object Status)
Say 'ran' @($plan | Start-DMUpgrade -Force | ForEach-Object { $_.GetType().Name })
Say 'sparedQuestion' (Failure { $plan | Start-DMUpgrade })
[System.IO.File]::WriteAllText([System.IO.Path]::Combine($PWD, 'edited.json'), 'edited')
Say 'edited' (Failure { Import-DMUpgradePlan ./edited.json })
Say 'missing' (Failure { Start-DMUpgrade -Path ./missing.json })
Say 'wrongInput' (Failure { 'text' | Start-DMUpgrade -ErrorAction Stop })

# --- groups
$guid = [guid] '11111111-2222-3333-4444-555555555555'
$rows = [pscustomobject] @{ ObjectGUID = $guid; DistinguishedName = 'CN=a' }, [pscustomobject] @{ DistinguishedName = 'CN=b' },
    [pscustomobject] @{ ObjectGUID = $guid.ToByteArray() }, @{ Identity = 'c' }, $guid, 'plain'
Say 'pipelineForms' @($rows | Upgrade-Group -IdentityStoreId "2" -GroupType "2", "3" | ForEach-Object Identity)
Say 'emptyPipeline' @(@() | Upgrade-Group)
Say 'nullPipeline' @($null | Upgrade-Group)
Say 'unidentified' (Failure { [pscustomobject] @{ Colour = 'red' } | Upgrade-Group -ErrorAction Stop })
Say 'groupsWhatIf' @(Upgrade-Group -Identity a, nobody -WhatIf | ForEach-Object { "$($_.Identity) $($_.Status)" })
Say 'twin' @(Upgrade-Group -Identity twin -ErrorAction SilentlyContinue -ErrorVariable ambiguous | ForEach-Object Status)
Say 'twinErrors' @($ambiguous | ForEach-Object { "$($_.FullyQualifiedErrorId) $($_.Exception.Message)" })
Say 'twinStops' (Failure { Upgrade-Group -Identity twin -ErrorAction Stop })
Say 'groupsDeclined' (Failure { Upgrade-Group -Identity a -Confirm })
Say 'groupsRun' @(Upgrade-Group -Identity a -SearchContainer 'OU=x', 'OU=y' -SearchContainerScopeList "1" | ForEach-Object Status)
Say 'vendorWhatIf' @(Upgrade-Group -Identity a -Through Vendor -WhatIf | ForEach-Object Status)
Say 'vendorRun' @(Upgrade-Group -Identity a, nobody -Through Vendor -KeepUserHistory | ForEach-Object { "$($_.Identity) $($_.Status)" })
Say 'scopeCount' (Failure { Upgrade-Group -SearchContainer 'OU=x' -SearchContainerScopeList "1", "2" })
Say 'legacy' (Failure { Upgrade-Group -SQLServer s -Password 'geheim' })
Say 'legacyServer' (Failure { Upgrade-Group -Database d })
Say 'legacyScript' (Failure { Upgrade-Group -SQLServer s -WindowsAuthentication -GroupIDVersion "10.0" -ExtensionDataAttributes "extensionData" -Identity a })
Say 'emptyList' (Failure { Upgrade-Group -Identity @() })
foreach ($empty in
    { Upgrade-Group -Identity ([System.Collections.Generic.List[string]]::new()) -WhatIf }, { Upgrade-Group -Identity $null }, { Upgrade-Group -SearchContainer @() },
    { Upgrade-Group -GroupType @() }, { Test-DMUpgradeMembership -Identity @() }, { Test-DMUpgradeMembership -IdentityStoreId $null },
    { Enable-DMUpgradeSchedule -Name @() }, { Enable-DMUpgradeSchedule -Name $null -WhatIf }, { Get-DMUpgradePlan -Feature @() },
    { Start-DMUpgrade -Feature $null -Force }, { Test-DMUpgrade -Feature @() }, { Undo-DMUpgrade -RunId $null -Force },
    { Stop-DMUpgrade -RunId $null }, { Suspend-DMUpgrade -RunId $null }, { Resume-DMUpgrade -RunId $null }) {
    Say 'emptyOnes' "$((Failure $empty).id)".Split(',')[0]
}
Say 'noSchedules' @(@() | Enable-DMUpgradeSchedule; $null | Enable-DMUpgradeSchedule)
Say 'controlWhatIf' @((Stop-DMUpgrade -WhatIf), (Suspend-DMUpgrade -WhatIf), (Resume-DMUpgrade -WhatIf) | ForEach-Object Status)

# --- files of answers are meant from where the shell stands
$here = $PWD
$ExecutionContext.SessionState.Path.SetLocation([System.IO.Path]::GetTempPath())
$null = Get-DMUpgradePlan -Answer @{ 'd/1' = './a.pfx'; 'd/2' = 5 }
Say 'stands' $ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath
$ExecutionContext.SessionState.Path.SetLocation($here)
Say 'answerNull' (Failure { Get-DMUpgradePlan -Answer $null })

# --- what Tab offers of the plan seen last
foreach ($line in 'Start-DMUpgrade -AcceptLoss ', "Upgrade-Group -AcceptLoss 'gr", 'Set-DMUpgradeAnswer -Answer ', 'Enable-DMUpgradeSchedule -Name ') {
    Say 'tab' @([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches | ForEach-Object CompletionText)
}

# --- an answer that failed, a warning, words of a library
$shell = New-Shell failing
$null = $shell.AddScript('Get-DMUpgradePlan | Start-DMUpgrade -Force -Verbose').Invoke()
Say 'failedRow' @($shell.Streams.Error | ForEach-Object { "$($_.FullyQualifiedErrorId) $($_.ErrorDetails.RecommendedAction) $($_.TargetObject.Name)" })
Say 'warnings' @($shell.Streams.Warning | ForEach-Object Message)
Say 'verbose' @($shell.Streams.Verbose | ForEach-Object Message)
Say 'openedBars' @($shell.Streams.Progress | ForEach-Object { "$($_.ActivityId) $($_.RecordType)" })
$null = Connect-DMUpgrade -Path ./failing.toml @with
Say 'stopOnRow' (Failure { Get-DMUpgradePlan | Start-DMUpgrade -Force -ErrorAction Stop })

# --- many rows
$null = Connect-DMUpgrade -Path ./many.toml @with
$plan = Get-DMUpgradePlan
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$count = @($plan | Start-DMUpgrade -Force).Count
Say 'many' @{ count = $count; milliseconds = $clock.ElapsedMilliseconds }

# --- stopping a run that works
$shell = New-Shell slow
$out = [System.Management.Automation.PSDataCollection[psobject]]::new()
$none = [System.Management.Automation.PSDataCollection[psobject]]::new()
$none.Complete()
$null = $shell.AddScript('Get-DMUpgradePlan | Start-DMUpgrade -Force').BeginInvoke($none, $out)
$clock = [System.Diagnostics.Stopwatch]::StartNew()
Wait-Until { $out.Count -ge 8 }
$seconds = $clock.Elapsed.TotalSeconds
$drawn = @($shell.Streams.Progress | Where-Object { $_.RecordType -eq 'Processing' -and $_.ActivityId -eq 1 }).Count
$clock.Restart()
$shell.Stop()
Say 'stopped' @{
    milliseconds = $clock.ElapsedMilliseconds
    perSecond    = $drawn / $seconds
    parents      = @($shell.Streams.Progress | ForEach-Object { "$($_.ActivityId) under $($_.ParentActivityId)" })
}
$shell.Commands.Clear()
Say 'afterStop' @($shell.AddScript('(Get-DMUpgradePlan).Digest').Invoke())[0]

# --- questions, asked of a shell that nobody sits at
$null = Connect-DMUpgrade -Path ./questions.toml @with
Say 'unasked' @(Get-DMUpgradePlan | Start-DMUpgrade -Force)[-1].Message
function global:Get-Secret { [CmdletBinding()] param($Name) "from the store: $Name" }
Say 'reference' @(Get-DMUpgradePlan | Start-DMUpgrade -Force)[-1].Message

# --- a plan of before Import-Module -Force, whose class is another one
Import-Module $env:DMUPGRADE_MODULE -Force
Say 'notConnectedAnyMore' (Failure { Get-DMUpgradePlan })
$null = Connect-DMUpgrade -Path ./plain.toml @with
Say 'olderPlan' @($plan | Start-DMUpgrade -Force).Count

# --- a background run, and completion
$null = Connect-DMUpgrade -Path ./slow.toml @with
$run = Get-DMUpgradePlan | Start-DMUpgrade -Force -AsJob
Say 'background' @{ type = $run.GetType().Name; status = $run.Status; other = $run.ProcessId -ne $PID }
$offered = [System.Management.Automation.CommandCompletion]::CompleteInput('Get-DMUpgradePlan -Feature ', 27, $null)
Say 'offered' @($offered.CompletionMatches | ForEach-Object CompletionText)

# --- the profile from the environment, another version, a child that dies
Disconnect-DMUpgrade
$env:DMUPGRADE_PROFILE = './plain.toml'
Say 'byEnvironment' (Get-DMUpgradePlan).Digest
$env:DMUPGRADE_PROFILE = ''
Disconnect-DMUpgrade
Say 'afterDisconnect' (Failure { Get-DMUpgradePlan })
$env:DOUBLE_VERSION = '9.9.9'
Say 'otherVersion' (Failure { Connect-DMUpgrade -Path ./plain.toml -Transport Process })
$env:DOUBLE_VERSION = ''
$null = Connect-DMUpgrade -Path ./die.toml -Transport Process
$seen = [System.Collections.Generic.List[string]]::new()
Say 'died' (Failure { Get-DMUpgradePlan | Start-DMUpgrade -Force | ForEach-Object { $seen.Add($_.Name) } })
Say 'beforeDeath' @($seen)
Say 'afterDeath' (Failure { Get-DMUpgradePlan })

# --- the vendor's command came after us
New-Module -Name Vendor -ScriptBlock { function Upgrade-Group { 'theirs' } } | Import-Module -DisableNameChecking
$null = Connect-DMUpgrade -Path ./warned.toml @with -WarningVariable warnings -WarningAction SilentlyContinue
Say 'connectWarnings' @($warnings | ForEach-Object Message)
# --- or before us, and the profile claims the name
Remove-Module DMUpgrade
Import-Module $env:DMUPGRADE_MODULE -WarningAction SilentlyContinue
$named = @(Upgrade-Group)
function Connect-InAFunction { $null = Connect-DMUpgrade -Path ./claims.toml @with -WarningAction SilentlyContinue }
Connect-InAFunction
Connect-InAFunction
$named += @(Upgrade-Group -Identity a -WhatIf | ForEach-Object Status)
Remove-Module DMUpgrade
Say 'claimed' @($named + (Upgrade-Group))
