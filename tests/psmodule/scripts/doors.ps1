# A whole upgrade of the sample through the stand-ins of a real 11.1, over $env:TRANSPORT; the profile names them.
$with = @{ Path = './estate/upgrade.toml'; Transport = $env:TRANSPORT }
Say 'noModule' (Failure { Connect-DMUpgrade @with })
Import-Module $env:STANDIN -DisableNameChecking
Say 'connection' (Connect-DMUpgrade @with -WarningAction SilentlyContinue)
Say 'target' (Get-DMUpgradeTarget)
Say 'checks' @(Test-DMUpgrade)
$plan = Get-DMUpgradePlan
Say 'items' @($plan.Items)
Say 'asJob' (Failure { $plan | Start-DMUpgrade -AcceptLoss All, expired-members, expired-groups -Force -AsJob })
Say 'untouched' @{ runs = @(Get-DMUpgradeRun).Count; stores = @(Get-IdentityStore -All).Count }
Say 'unnamed' (Failure { $plan | Start-DMUpgrade -AcceptLoss All -Force })
$null = $plan | Export-DMUpgradePlan ./change.ps1 -As Script
$mistakes = $null
$null = [System.Management.Automation.Language.Parser]::ParseFile([System.IO.Path]::Combine($PWD, 'change.ps1'), [ref] $null, [ref] $mistakes)
Say 'scriptMistakes' @($mistakes | ForEach-Object { "$_" })
Say 'rows' @($plan | Start-DMUpgrade -AcceptLoss All, expired-members, expired-groups -Force | ForEach-Object { "$($_.GetType().Name) $($_.Status)" })
Say 'again' (Get-DMUpgradePlan).Items.Count
Say 'verified' @(Test-DMUpgradeResult)
Say 'undoWhatIf' @(Undo-DMUpgrade -WhatIf)
Say 'report' (Export-DMUpgradeReport ./report.html).Length

# Another shell, in which the vendor's module is not loaded: runs are seen and steered there as well.
Remove-Module ([System.IO.Path]::GetFileNameWithoutExtension($env:STANDIN))
Say 'runs' @(Get-DMUpgradeRun)
Say 'noLive' (Failure { Suspend-DMUpgrade })
Say 'nothingToResume' (Failure { Resume-DMUpgrade })
Say 'planWithout' (Failure { Get-DMUpgradePlan })
