function Get-JsonText {
    # A member's text, or nothing when it is absent or null.
    param([System.Text.Json.JsonElement] $Element, [string] $Name)

    $value = [System.Text.Json.JsonElement]::new()
    if ($Element.TryGetProperty($Name, [ref] $value) -and $value.ValueKind -ne 'Null') {
        $value.ToString()
    }
}
