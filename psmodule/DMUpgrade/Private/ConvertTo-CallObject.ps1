function ConvertTo-CallObject {
    # An object that one of the vendor's cmdlets gave, as names and plain values; a bare text or number becomes its one Value.
    param([object] $Value)

    if ($Value.PSObject.BaseObject -is [System.Collections.IDictionary] -or -not (Test-Plain $Value)) {
        return ConvertTo-CallValue $Value 3
    }
    @{ Value = ConvertTo-CallValue $Value 0 }
}

function Test-Plain {
    param([object] $Value)

    $bare = $Value.PSObject.BaseObject
    $bare -is [string] -or $bare -is [valuetype] -or $bare -is [securestring] -or $bare -is [pscredential] -or $bare -is [version] -or
        $bare -is [uri]
}

function ConvertTo-CallValue {
    # GUIDs lower-case, dates ISO 8601, enumerations by name; below the depth a text. What is secret is never sent back.
    param([object] $Value, [int] $Depth)

    if ($null -eq $Value) { return $null }
    $bare = $Value.PSObject.BaseObject
    if ($bare -is [string] -or $bare -is [bool] -or $bare -is [int] -or $bare -is [long]) { return $bare }
    if ($bare -is [switch]) { return [bool] $bare }
    if ($bare -is [guid]) { return $bare.ToString('D') }
    if ($bare -is [datetime] -or $bare -is [datetimeoffset]) { return $bare.ToString('o') }
    if ($bare -is [securestring] -or $bare -is [pscredential]) { return $null }
    if ((Test-Plain $bare) -or $Depth -le 0) {
        return [string]::Format([cultureinfo]::InvariantCulture, '{0}', $bare)
    }
    if ($bare -is [System.Collections.IDictionary]) {
        $table = [ordered] @{}
        foreach ($key in $bare.Keys) { $table["$key"] = ConvertTo-CallValue $bare[$key] ($Depth - 1) }
        return $table
    }
    if ($bare -is [System.Collections.IEnumerable]) {
        return , @(foreach ($item in $bare) { ConvertTo-CallValue $item ($Depth - 1) })
    }
    $members = [ordered] @{}
    foreach ($property in $Value.PSObject.Properties) {
        if (-not $property.IsGettable) { continue }
        try { $members[$property.Name] = ConvertTo-CallValue $property.Value ($Depth - 1) }
        catch { $members[$property.Name] = $null }    # a property that throws has nothing to tell
    }
    $members
}
