function Send-NameWarning {
    # The vendor's cmdlet and our alias of the same name: who types Upgrade-Group should know whose it is.
    param([System.Management.Automation.PSCmdlet] $Cmdlet)

    $shell = $Cmdlet.SessionState.InvokeCommand
    $theirs = @($shell.GetCommands('Upgrade-Group', 'Cmdlet,Function', $false))
    if ($theirs.Count -eq 0) {
        return
    }
    $alias = $shell.GetCommand('Upgrade-Group', 'Alias')
    $whose = if ($null -ne $alias -and $alias.Source -eq 'DMUpgrade') { 'Update-DMUpgradeGroup of this module' } else { "that of '$($theirs[0].Source)'" }
    $Cmdlet.WriteWarning("'$($theirs[0].Source)' has a command Upgrade-Group, too. In this shell the name stands for $whose.")
}
