function Confirm-GroupParameter {
    # Parameters of the vendor's cmdlets that have no place here: refused where they would be a danger, else said aloud.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [System.Collections.IDictionary] $Bound)

    $old = [string[]] @('SQLServer', 'Database', 'SQLUserName', 'Password', 'WindowsAuthentication', 'GroupIDVersion',
        'ExtensionDataAttributes' | Where-Object { $Bound.ContainsKey($_) })
    if ($old.Count -gt 0) {
        $names = [string]::Join(', ', ($old | ForEach-Object { "-$_" }))
        $why = 'The source database stands in the profile (Connect-DMUpgrade -Path ./upgrade.toml), not in the command.'
        if ($Bound.ContainsKey('GroupIDVersion')) {
            $why += ' Which release it is shows the database itself.'
        }
        if ($Bound.ContainsKey('ExtensionDataAttributes')) {
            $why += ' An attribute that bears another name is named in the overlay that the profile names.'
        }
        if ($Bound.ContainsKey('Password')) {
            $why = "A password in plain text ends in the command history and in transcripts, so it is not taken. $why"
        }
        throw New-EngineError -Id 'DMUpgrade.Group.LegacyParameter' -Category InvalidArgument -Target $names `
            -Message "$names belonged to Upgrade-Group of 11.0. $why" `
            -RecommendedAction ('Leave them out. Another account is given as a PSCredential: ' +
                '$credential = Get-Credential; Upgrade-Group -Identity "Sales" -Credential $credential')
    }
    foreach ($name in 'SecurityToken', 'Credential') {
        if ($Bound.ContainsKey($name)) {
            $Cmdlet.WriteWarning("-$name is not used: groups are upgraded as the account that runs this shell and by the profile's own sign-in.")
        }
    }
}
