function Write-JsonValue {
    # A request's values as JSON. A SecureString is opened here, at the last moment; callers put them under 'secrets' only.
    param([System.Text.Json.Utf8JsonWriter] $Writer, [object] $Value)

    if ($null -eq $Value) {
        $Writer.WriteNullValue()
        return
    }
    $Value = $Value.PSObject.BaseObject
    if ($Value -is [string]) {
        $Writer.WriteStringValue([string] $Value)
    }
    elseif ($Value -is [bool] -or $Value -is [switch]) {
        $Writer.WriteBooleanValue([bool] $Value)
    }
    elseif ($Value -is [int] -or $Value -is [long]) {
        $Writer.WriteNumberValue([long] $Value)
    }
    elseif ($Value -is [DateTimeOffset]) {
        $Writer.WriteStringValue($Value.ToString('o'))
    }
    elseif ($Value -is [securestring]) {
        $Writer.WriteStringValue([System.Net.NetworkCredential]::new('', $Value).Password)
    }
    elseif ($Value -is [System.Collections.IDictionary]) {
        $Writer.WriteStartObject()
        foreach ($key in $Value.Keys) {
            $Writer.WritePropertyName([string] $key)
            Write-JsonValue $Writer $Value[$key]
        }
        $Writer.WriteEndObject()
    }
    elseif ($Value -is [System.Collections.IEnumerable]) {
        $Writer.WriteStartArray()
        foreach ($item in $Value) {
            Write-JsonValue $Writer $item
        }
        $Writer.WriteEndArray()
    }
    else {
        # Guid, FileInfo, numbers of other widths: their own text.
        $Writer.WriteStringValue([string]::Format([cultureinfo]::InvariantCulture, '{0}', $Value))
    }
}
