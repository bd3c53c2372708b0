function Add-AnswerRequest {
    # -Answer and -AnswerPath of a cmdlet, added to what is sent. The engine reads the file, and it alone knows which answers are files:
    # it is told where this shell stands, which is not where its process does.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [hashtable] $Request, [System.Collections.IDictionary] $Bound)

    if ($Bound.ContainsKey('Answer') -and $null -ne $Bound['Answer']) {
        $told = ConvertTo-AnswerRequest $Bound['Answer']
        $Request.Params['answers'] = $told.Values
        $Request.Params['answersBase'] = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
        $Request.Secrets = $told.Secrets
    }
    if ($Bound.ContainsKey('AnswerPath')) {
        $Request.Params['answersPath'] = $Cmdlet.GetUnresolvedProviderPathFromPSPath($Bound['AnswerPath'])
    }
}

function ConvertTo-AnswerRequest {
    # Answers by decision id, parted: what may stand in a plan, and secrets that travel beside it and are kept nowhere.
    param([System.Collections.IDictionary] $Answer)

    $values = @{}
    $secrets = @{}
    foreach ($id in $Answer.Keys) {
        $given = $Answer[$id]
        $given = if ($null -ne $given) { $given.PSObject.BaseObject }
        if ($given -is [pscredential]) {
            $given = $given.Password
        }
        if ($given -is [securestring]) {
            $values[$id] = @{ secret = $true }
            $secrets[$id] = $given
            # A background run has an engine of its own, which has to be told again.
            $script:Session.Secrets[[string] $id] = $given
        }
        elseif ($given -is [System.IO.FileSystemInfo]) {
            $values[$id] = $given.FullName
        }
        else {
            $values[$id] = $given
        }
    }
    @{ Values = $values; Secrets = $secrets }
}
