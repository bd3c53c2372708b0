# Runs every example of every cmdlet's help on the sample in ./estate, each in the order in which a newcomer would.
$ConfirmPreference = 'None'
$order = 'New-DMUpgradeSample', 'Connect-DMUpgrade', 'Get-DMUpgradeSource', 'Get-DMUpgradeTarget', 'Test-DMUpgrade', 'Export-DMUpgradePlan',
    'New-DMUpgradeProfile', 'Get-DMUpgradePlan', 'Set-DMUpgradeAnswer', 'Export-DMUpgradeAnswerTemplate', 'Import-DMUpgradePlan', 'Start-DMUpgrade', 'Get-DMUpgradeRun', 'Suspend-DMUpgrade', 'Resume-DMUpgrade',
    'Stop-DMUpgrade', 'Test-DMUpgradeResult', 'Export-DMUpgradeReport', 'Get-DMUpgradeLog', 'Update-DMUpgradeGroup',
    'Test-DMUpgradeMembership', 'Enable-DMUpgradeSchedule', 'Undo-DMUpgrade', 'Disconnect-DMUpgrade'
Say 'order' $order
foreach ($name in $order) {
    foreach ($example in (Get-Help $name).examples.example) {
        $run = [scriptblock]::Create($example.code)
        $used = $run.Ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() }
        Say 'example' @{ of = $name; code = $example.code; uses = @($used); failure = Failure $run }
    }
}
# The text of about_DMUpgrade names other modules' cmdlets, too: it is parsed, not run.
$lines = (Get-Help about_DMUpgrade).ToString().Split("`n") | Where-Object { $_ -match '^ {8}\S' }
foreach ($line in $lines) {
    $mistakes = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($line, [ref] $null, [ref] $mistakes)
    if ($mistakes) { Say 'unparsed' $line }
}
Say 'aboutLines' @($lines).Count
