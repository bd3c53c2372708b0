function Get-PipelineIdentity {
    # What names the group in an object that came down the pipeline: Get-ADGroup's, a CSV row, or a plain text.
    # An Import-Csv row bound to a string would read "@{...}", so the properties are asked, in a fixed order.
    # What names no group is an error that does not end the command.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [psobject] $InputObject)

    $bare = $InputObject.PSObject.BaseObject
    if (($bare -is [string] -or $bare -is [guid]) -and "$bare".Trim()) {
        return "$bare".Trim()
    }
    foreach ($name in 'ObjectGUID', 'DistinguishedName', 'Identity') {
        $value = if ($bare -is [System.Collections.IDictionary]) {
            if ($bare.Contains($name)) { $bare[$name] }
        }
        elseif ($InputObject.PSObject.Properties[$name]) {
            $InputObject.PSObject.Properties[$name].Value
        }
        if ($value -is [byte[]] -and $value.Length -eq 16) {
            return [guid]::new($value).ToString()
        }
        if ($value -is [array] -and $value.Length -eq 16 -and $value[0] -is [byte]) {
            return [guid]::new([byte[]] $value).ToString()
        }
        $text = "$value".Trim()
        if ($text) {
            return $text
        }
    }
    $Cmdlet.WriteError((New-EngineError -Id 'DMUpgrade.Group.Unidentified' -Category InvalidData -Target $InputObject `
        -Message "An object of the pipeline names no group: $InputObject" `
        -RecommendedAction 'Give objects with ObjectGUID, DistinguishedName or Identity, or plain texts.'))
}
