function Send-Answer {
    # A question of the engine, put to whom it is for: a secret store, the vendor's module, or the person at the keyboard.
    param([hashtable] $Job, [System.Text.Json.JsonElement] $Question)

    $answer = @{ job = $Job.Id; question = Get-JsonText $Question 'id' }
    $secrets = @{}
    try {
        $given = switch (Get-JsonText $Question 'kind') {
            'reference' { Get-StoredSecret (Get-JsonText $Question 'name') }
            'cmdlet' { Invoke-VendorCmdlet $Job.Cmdlet $Question }
            'module' { Get-VendorModule $Question }
            default { Read-Answer $Job.Cmdlet $Question }
        }
        if ($given -is [securestring]) {
            $secrets['value'] = $given
        }
        $answer['result'] = $given -is [securestring] ? $null : $given
    }
    catch {
        # A shell that nobody sits at cannot ask: the engine learns that the question stays open, and says what to do.
        $answer['error'] = $_.Exception.Message
    }
    $null = Invoke-Engine $Job.Engine 'job.answer' $answer $secrets
}

function Get-StoredSecret {
    # By SecretManagement where it is installed; nothing otherwise: the engine then looks at the environment and at files.
    param([string] $Name)

    if ($null -eq $ExecutionContext.InvokeCommand.GetCommand('Get-Secret', 'Cmdlet,Function,Alias')) {
        return
    }
    $secret = Get-Secret -Name $Name -ErrorAction Ignore
    if ($secret -is [pscredential]) {
        $secret.Password
    }
    elseif ($secret -is [string]) {
        [System.Net.NetworkCredential]::new('', $secret).SecurePassword
    }
    else {
        $secret
    }
}

function Read-Answer {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [System.Text.Json.JsonElement] $Question)

    $ui = $Cmdlet.Host.UI
    $kind = Get-JsonText $Question 'kind'
    $caption = Get-JsonText $Question 'caption'
    $text = Get-JsonText $Question 'text'
    $proposal = Get-JsonText $Question 'proposal'
    if ($kind -eq 'choice') {
        $choices = @($Question.GetProperty('choices').EnumerateArray())
        $labels = @(foreach ($choice in $choices) { Get-JsonText $choice 'label' })
        $shown = [System.Collections.ObjectModel.Collection[System.Management.Automation.Host.ChoiceDescription]]::new()
        for ($i = 0; $i -lt $labels.Count; $i++) {
            # Store and domain names start alike: the key is a number, and letters after nine.
            $key = '123456789abcdefghijklmnopqrstuvwxyz'[$i % 35]
            $help = Get-JsonText $choices[$i] 'help'
            $shown.Add([System.Management.Automation.Host.ChoiceDescription]::new("&$key $($labels[$i])", ($help ? $help : $labels[$i])))
        }
        return $labels[$ui.PromptForChoice($caption, $text, $shown, [array]::IndexOf($labels, $proposal))]
    }
    foreach ($line in $caption, $text) {
        if ($line) { $ui.WriteLine($line) }
    }
    if ($kind -eq 'secret') {
        $ui.Write('(not shown; or secret:NAME): ')
        $typed = $ui.ReadLineAsSecureString()
        # A name is no secret and has to stand in the plan; nothing typed leaves the question open.
        $plain = [System.Net.NetworkCredential]::new('', $typed).Password
        return $plain.StartsWith('secret:') ? $plain : ($plain ? $typed : $null)
    }
    $ui.Write($proposal ? "[$proposal]: " : ': ')
    $line = $ui.ReadLine()
    if (-not $line) {
        return $proposal
    }
    $kind -eq 'file' ? $Cmdlet.GetUnresolvedProviderPathFromPSPath($line) : $line
}
