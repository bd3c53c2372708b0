function Invoke-VendorCmdlet {
    # One of the vendor's cmdlets for the engine (docs/protocol.md): a command of that module and a table of parameters, never text.
    # What it gives and what it complains of come back together; a shell that cannot run it at all is an error.
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [System.Text.Json.JsonElement] $Question
    )

    $command = Find-VendorCmdlet (Get-JsonText $Question 'cmdlet') (Get-JsonText $Question 'module')
    $table = @{}
    foreach ($member in $Question.GetProperty('parameters').EnumerateObject()) {
        $table[$member.Name] = ConvertFrom-CallValue $member.Value
    }
    $objects = [System.Collections.Generic.List[object]]::new()
    $errors = [System.Collections.Generic.List[object]]::new()
    $warnings = [System.Collections.Generic.List[string]]::new()
    $given = $global:ErrorActionPreference
    try {
        # The vendor's cmdlets take no common parameters, so an error that does not end them is seen in their stream alone, and only
        # while nobody silences it: neither this command's -ErrorAction (a cmdlet heeds it) nor the shell's (a function does).
        $ErrorActionPreference = $global:ErrorActionPreference = 'Continue'
        & $command @table *>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) { $errors.Add((ConvertTo-CallError $_)) }
            elseif ($_ -is [System.Management.Automation.WarningRecord]) { $warnings.Add($_.Message) }
            # What is told beside that (verbose, debug, host) may quote a secret, and nobody waits for it.
            elseif ($_ -is [System.Management.Automation.InformationalRecord] -or $_ -is [System.Management.Automation.InformationRecord]) { }
            elseif ($null -ne $_) { $objects.Add((ConvertTo-CallObject $_)) }
        }
    }
    catch [System.Management.Automation.PipelineStoppedException] {
        throw
    }
    catch {
        $errors.Add((ConvertTo-CallError $_))
    }
    finally {
        $global:ErrorActionPreference = $given
    }
    @{ objects = $objects.ToArray(); errors = $errors.ToArray(); warnings = $warnings.ToArray() }
}

function Find-VendorCmdlet {
    # By the list of the contract and by the loaded module, so that no alias and no other module's command of that name is run.
    param([string] $Name, [string] $Module)

    if ($Name -notin @(Get-VendorCmdlet)) {
        throw "'$Name' is none of the cmdlets that the contract lists; this shell runs no other"
    }
    $loaded = @(Get-Module | Where-Object { $_.Name -eq $Module })
    if ($loaded.Count -eq 0) {
        throw "the module '$Module' is not loaded in this shell; open the Directory Manager Management Shell and import DMUpgrade there"
    }
    foreach ($one in $loaded) {
        foreach ($commands in $one.ExportedCmdlets, $one.ExportedFunctions) {
            if ($commands.ContainsKey($Name)) { return $commands[$Name] }
        }
    }
    throw "the loaded module '$Module' has no $Name"
}

function ConvertTo-CallError {
    param([System.Management.Automation.ErrorRecord] $Record)

    @{ message = $Record.Exception.Message; id = $Record.FullyQualifiedErrorId; category = "$($Record.CategoryInfo.Category)" }
}

function ConvertFrom-CallValue {
    # A parameter's value by its JSON. Arrays are handed out whole: PowerShell would unroll them.
    param([System.Text.Json.JsonElement] $Value)

    switch ($Value.ValueKind) {
        'Null' { return $null }
        'True' { return $true }
        'False' { return $false }
        'Number' {
            $number = 0
            if ($Value.TryGetInt32([ref] $number)) { return $number }
            return $Value.GetInt64()
        }
        'Array' { return , (ConvertFrom-CallList @($Value.EnumerateArray())) }
        'Object' { return ConvertFrom-CallTable $Value }
        default { return $Value.GetString() }
    }
}

function ConvertFrom-CallList {
    param([System.Text.Json.JsonElement[]] $Items)

    $kinds = @($Items | ForEach-Object { "$($_.ValueKind)" } | Where-Object { $_ -ne 'String' })
    if ($kinds.Count -eq 0) {
        $texts = [string[]]::new($Items.Count)
        for ($i = 0; $i -lt $Items.Count; $i++) { $texts[$i] = $Items[$i].GetString() }
        return , $texts
    }
    if (@($kinds | Where-Object { $_ -ne 'Array' }).Count -eq 0) {
        $rows = [string[][]]::new($Items.Count)
        for ($i = 0; $i -lt $Items.Count; $i++) { $rows[$i] = ConvertFrom-CallValue $Items[$i] }
        return , $rows
    }
    $values = [object[]]::new($Items.Count)
    for ($i = 0; $i -lt $Items.Count; $i++) { $values[$i] = ConvertFrom-CallValue $Items[$i] }
    , $values
}

function ConvertFrom-CallTable {
    # A secret or an instant, marked by its one member, or a table.
    param([System.Text.Json.JsonElement] $Value)

    $part = [System.Text.Json.JsonElement]::new()
    if ($Value.TryGetProperty('$credential', [ref] $part)) {
        $password = [System.Net.NetworkCredential]::new('', (Get-JsonText $part 'password')).SecurePassword
        return [pscredential]::new((Get-JsonText $part 'user'), $password)
    }
    if ($Value.TryGetProperty('$secure', [ref] $part)) {
        return [System.Net.NetworkCredential]::new('', $part.GetString()).SecurePassword
    }
    if ($Value.TryGetProperty('$instant', [ref] $part)) {
        # Without a zone it is the local time of a trigger, with one it stays what it is.
        return [datetime]::Parse($part.GetString(), [cultureinfo]::InvariantCulture, [System.Globalization.DateTimeStyles]::RoundtripKind)
    }
    $table = @{}
    foreach ($member in $Value.EnumerateObject()) {
        $table[$member.Name] = ConvertFrom-CallValue $member.Value
    }
    $table
}
