# A day with it, on the sample in ./estate, over $env:TRANSPORT.
$with = @{ Transport = $env:TRANSPORT }
$clock = [System.Diagnostics.Stopwatch]::StartNew()
Say 'connection' (Connect-DMUpgrade -Sample ./estate @with)
Say 'connectMilliseconds' $clock.ElapsedMilliseconds
Say 'source' (Get-DMUpgradeSource)
Say 'target' (Get-DMUpgradeTarget)
Say 'drift' @(Get-DMUpgradeSource -Drift; Get-DMUpgradeTarget -Drift)
Say 'checks' @(Test-DMUpgrade)

Say 'tooEarly' (Failure { Upgrade-Group -GroupType 2 -IdentityStoreId 1 })
Say 'unknownFeature' (Failure { Get-DMUpgradePlan -Feature Everythink })
Say 'unknownFeatures' (Failure { Get-DMUpgradePlan -Feature 'Configuration,History' })

$clock.Restart()
$plan = Get-DMUpgradePlan -Feature Configuration, History
Say 'planMilliseconds' $clock.ElapsedMilliseconds
Say 'planned' @{ items = $plan.Items.Count; rows = @($plan | Start-DMUpgrade -WhatIf).Count; digest = $plan.Digest }
Say 'decisions' @($plan.Decisions)
Say 'lossRefused' (Failure { $plan | Start-DMUpgrade -Force })
Say 'unknownAnswer' (Failure { $plan | Set-DMUpgradeAnswer -Answer @{ 'no/such/decision' = 'x' } })

Say 'template' @{ whatIf = (Failure { $plan | Export-DMUpgradeAnswerTemplate ./none.toml -WhatIf }); written = [System.IO.File]::Exists('none.toml') }
$files = @($plan | Export-DMUpgradeAnswerTemplate ./answers-to-be.toml)
Say 'templated' (Get-DMUpgradePlan -Feature Configuration, History -AnswerPath ./answers-to-be.toml).Digest
$files += $plan | Export-DMUpgradePlan ./plan.json
$files += $plan | Export-DMUpgradePlan ./plan.md
$files += $plan | Export-DMUpgradePlan ./plan.html
$files += $plan | Export-DMUpgradePlan ./plan.ps1
$mistakes = $null
$null = [System.Management.Automation.Language.Parser]::ParseFile([System.IO.Path]::Combine($PWD, 'plan.ps1'), [ref] $null, [ref] $mistakes)
Say 'scriptMistakes' @($mistakes | ForEach-Object { "$_" })
Say 'taken' (Failure { $plan | Export-DMUpgradePlan ./plan.json })
Say 'imported' (Import-DMUpgradePlan ./plan.json).Digest
Say 'differences' @(Get-DMUpgradePlan -Against ./plan.json).Count
$text = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($PWD, 'plan.json'))
[System.IO.File]::WriteAllText([System.IO.Path]::Combine($PWD, 'edited.json'), $text.Replace('Konzern', 'Konzerm'))
Say 'edited' (Failure { Import-DMUpgradePlan ./edited.json })
Say 'editedStart' (Failure { Start-DMUpgrade -Path ./edited.json -Force })

Say 'rows' @(Start-DMUpgrade -Path ./plan.json -AcceptLoss All -Force | ForEach-Object { "$($_.GetType().Name) $($_.Status)" })
Say 'runs' @(Get-DMUpgradeRun)
Say 'verified' @(Test-DMUpgradeResult)

Say 'groupsWhatIf' @(Upgrade-Group -IdentityStoreId "2" -GroupType "2" -WhatIf | ForEach-Object Status)
Say 'dynastyMember' (Failure { Upgrade-Group -IdentityStoreId 2 -GroupType 4 })
$groups = @(Upgrade-Group -IdentityStoreId 2 -GroupType 2 -KeepUserHistory -AcceptLoss All)
Say 'groups' $groups
Say 'groupsAgain' @($groups | Upgrade-Group -IdentityStoreId 2 | ForEach-Object Status)
Say 'named' @(@([pscustomobject] @{ DistinguishedName = $groups[0].DistinguishedName }; 'nobody knows it') | Upgrade-Group -IdentityStoreId 2 |
    ForEach-Object { "$($_.Status) $($_.Identity)" })

Say 'second' @(Start-DMUpgrade -AcceptLoss All -Force)[-1]
Say 'third' @(Start-DMUpgrade -AcceptLoss All -Force | ForEach-Object { $_.GetType().Name })

Say 'memberships' @(Test-DMUpgradeMembership | ForEach-Object { "$($_.GetType().Name) $($_.Status)" })
Say 'membershipsPiped' @(@($groups[0]; [pscustomobject] @{ Colour = 'red' }) | Test-DMUpgradeMembership -ErrorAction SilentlyContinue -ErrorVariable unnamed |
    ForEach-Object Target)
Say 'membershipUnnamed' @($unnamed | ForEach-Object FullyQualifiedErrorId)
Say 'membershipsOfNone' @(@() | Test-DMUpgradeMembership)
Say 'schedulesWhatIf' @(Enable-DMUpgradeSchedule -WhatIf | ForEach-Object { "$($_.GetType().Name) $($_.Status)" })
Say 'enabled' @(Enable-DMUpgradeSchedule -Name 'Abl*' -Confirm:$false | ForEach-Object { "$($_.Name) $($_.Status)" })
Say 'undoWhatIf' @(Undo-DMUpgrade -WhatIf | ForEach-Object { "$($_.GetType().Name) $($_.Status) $($_.Name)" })
Say 'undone' @(Undo-DMUpgrade -Force | ForEach-Object { "$($_.GetType().Name) $($_.Status)" })
Say 'asleep' @(Enable-DMUpgradeSchedule -Name 'Abl*' -WhatIf | ForEach-Object Status)
Say 'nothingToUndo' (Failure { Undo-DMUpgrade -RunId 99 -Force })
$files += New-DMUpgradeProfile ./profile-to-be.toml
Say 'profile' (Failure { Connect-DMUpgrade -Path ./profile-to-be.toml })

$report = Export-DMUpgradeReport ./report.html
Say 'report' $report.Length
Say 'files' @($files + $report | ForEach-Object { "$($_.GetType().Name) $($_.Name)" })
Say 'log' @(Get-DMUpgradeLog -Tail 3)
Say 'piped' @{
    checks = @(Get-DMUpgradeRun -RunId 1 | Test-DMUpgradeResult).Count
    log    = @(Get-DMUpgradeRun -RunId 1 | Get-DMUpgradeLog | ForEach-Object RunId)
    report = (Get-DMUpgradeRun -RunId 1 | Export-DMUpgradeReport ./first.json).Name
    none   = @(@() | Test-DMUpgradeResult; @() | Get-DMUpgradeLog; @() | Export-DMUpgradeReport ./none.json).Count
}
Say 'logOfErrors' @(Get-DMUpgradeLog -Level error)
Say 'background' (Start-DMUpgrade -Force -AcceptLoss All -AsJob)
Say 'noSuchLog' (Failure { Get-DMUpgradeLog -RunId 99 })
Say 'noSuchStore' (Failure { Test-DMUpgradeMembership -IdentityStoreId 99 })
Say 'stopNothing' (Failure { Stop-DMUpgrade -RunId 99 })
Say 'offered' @(([System.Management.Automation.CommandCompletion]::CompleteInput('Get-DMUpgradePlan -Feature Conf', 31, $null)).CompletionMatches |
    ForEach-Object CompletionText)
